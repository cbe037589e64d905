// @module-tag slow
// @vitest-environment happy-dom
import { act, useRef } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { exampleLoadRecord } from '../../../core/document/testing/example-load-test.ts';
import { createI18n } from '../../app/testing/create-i18n.ts';
import { loadLaterParts } from '../kit/later-part.tsx';
import { button, field, giveSizes, mountedPage, press, typeInto } from '../testing/mounted-page.tsx';
import { fillStore } from '../testing/stories.ts';
import { ResultsPanel } from '../throughput/results-panel.tsx';
import { useShownResult } from '../throughput/shown-result.ts';

function Results() {
  const panel = useRef<HTMLElement>(null);
  const view = useShownResult(panel);
  return <ResultsPanel panel={panel} {...view} />;
}

describe('the load test', { timeout: 30_000 }, () => {
  const { store, services, draw } = mountedPage();

  const show = async (language: 'en' | 'zh-CN' = 'en') => {
    // Parts that are loaded are drawn at once.
    await loadLaterParts();
    await import('../later-parts.ts');
    await draw(<Results />, createI18n(language));
  };
  const text = (selector: string) => document.querySelector(selector)?.textContent ?? null;
  const selectedTab = () => text('[role="tab"][aria-selected="true"]');
  const type = (label: string, typed: string) => typeInto(field(label), typed);
  const figures = (figure: string) =>
    [...document.querySelectorAll(`[data-testid="policy-table"] [data-figure="${figure}"] td`)].map((one) =>
      one.textContent?.trim(),
    );
  const openTab = () => press(/^Load test$/);

  beforeEach(() => {
    giveSizes();
    Object.assign(services, { loadTest: vi.fn(async () => {}), stop: vi.fn() });
  });

  it('has the fields that the chosen arrivals have', async () => {
    await show();
    await openTab();
    const given = () =>
      ['Requests per second', 'Clients', 'Requests in a burst'].filter((label) => field(label) !== null);
    expect(given()).toEqual(['Requests per second']);
    await act(async () => store.getState().changeSettings({ arrivals: 'bursts' }));
    expect(given()).toEqual(['Requests per second', 'Requests in a burst']);
    await act(async () => store.getState().changeSettings({ arrivals: 'closed' }));
    expect(given()).toEqual(['Clients']);
    expect(document.body.textContent).toContain('Each asks again once it has its answer');
  });

  it('keeps the last good setting while a bad one is typed, and says so', async () => {
    await show();
    await openTab();
    expect(field('Requests per second')?.placeholder).toBe('70% of capacity');
    await type('Requests per second', '12.5');
    expect(store.getState().settings.rate).toBe(12.5);
    await type('Requests per second', 'fast');
    expect(store.getState().settings.rate).toBe(12.5);
    expect(text('[role="alert"]')).toBe(
      'Requests per second: “fast” is not a number. Until then 12.5 stays in force.',
    );
    expect(field('Requests per second')?.value).toBe('fast');
  });

  it('never lets the last policy go, and says what is tested and for how long', async () => {
    await show();
    await openTab();
    await act(async () => store.getState().changeSettings({ policies: ['none', 'dynamic'] }));
    expect(document.body.textContent).toContain(
      'No batching and dynamic batching: about 40 sec of requests.',
    );
    await act(async () =>
      store.getState().changeSettings({ policies: ['dynamic'], device: ['webgpu', 'wasm'] }),
    );
    expect(document.body.textContent).toContain(
      'These settings have 2 lanes (WebGPU and WASM). The first that can run is tested. Dynamic batching: about 20 sec of requests.',
    );
    const last = document.querySelector<HTMLInputElement>('input[type="checkbox"][value="dynamic"]');
    await act(async () => last?.click());
    expect(store.getState().settings.policies).toEqual(['dynamic']);
    const first = document.querySelector<HTMLInputElement>('input[type="checkbox"][value="none"]');
    await act(async () => first?.click());
    expect(store.getState().settings.policies).toEqual(['none', 'dynamic']);
  });

  it('starts, stops, and waits for a sweep', async () => {
    await show();
    await openTab();
    expect(text('[data-testid="no-load-test"]')).toContain('A load test sends requests to the model live');
    await press(/^Start load test$/);
    expect(services.loadTest).toHaveBeenCalledTimes(1);
    await act(async () => store.getState().setRun({ task: 'load-test', runState: 'running' }));
    await press(/^Stop load test$/);
    expect(services.stop).toHaveBeenCalledTimes(1);
    await act(async () => store.getState().setRun({ runState: 'done' }));
    await act(async () => store.getState().setRun({ task: 'sweep', runState: 'running' }));
    expect(selectedTab()).toBe('Result');
    await openTab();
    expect(button(/^Start load test$/)?.getAttribute('aria-disabled')).toBe('true');
    await press(/^Start load test$/);
    expect(services.loadTest).toHaveBeenCalledTimes(1);
  });

  it('comes to the front when one starts, and says how it goes', async () => {
    await show();
    expect(selectedTab()).toBe('Result');
    await act(async () => fillStore(store, 'load-running'));
    expect(selectedTab()).toBe('Load test');
    const progress = text('[data-testid="progress"]');
    for (const part of [
      'Load test',
      'Dynamic batching, 2 of 2',
      '190 arrived, 184 answered, 6 waiting',
      'about 12 sec left',
    ]) {
      expect(progress).toContain(part);
    }
    // Its progress is where the verdict will be.
    expect(document.querySelector('[data-testid="load-result"]')).toBeNull();
    expect(figures('state')).toEqual(['done', 'running']);
    expect(document.querySelector('[data-testid="load-charts"]')?.getAttribute('data-policy')).toBe(
      'dynamic',
    );
    expect(document.querySelector('[data-testid="planner"]')).toBeNull();
  });

  it('answers in large type what the simulation found, with what the live test makes of it', async () => {
    await act(async () => fillStore(store, 'load'));
    await show();
    await openTab();
    const line = document.querySelector('[data-testid="load-verdict"]');
    expect([...(line?.children ?? [])].map((part) => part.textContent)).toEqual([
      'Up to 47.4 requests a second',
      'P99 within 300 ms',
      'max batch 16, max wait 10 ms',
      'simulated, and the live test agrees',
    ]);
    expect(line?.getAttribute('data-certainty')).toBe('agrees');
    expect(text('[data-testid="load-headline"]')).toMatch(
      /^Dynamic batching answered [\d.]+ requests\/s live, P99 [\d.]+ ms\. Without batching it is 18.6 requests\/s: batching allows 2.55 times as many\.$/,
    );
    expect(text('[data-testid="load-result"] [data-testid="identity"]')).toContain('q8 · CPU');
  });

  it('says that no setting keeps the limit, and which live test came nearest', async () => {
    await act(async () => fillStore(store, 'load'));
    const draft = store.getState().draft;
    if (draft === null) throw new Error('There is no run.');
    const lanes = draft.lanes.map((lane) => ({
      ...lane,
      ...(lane.capacity && { capacity: { ...lane.capacity, best: null } }),
    }));
    store.setState({ draft: { ...draft, lanes } });
    await show();
    await openTab();
    expect(text('[data-testid="load-verdict"]')).toMatch(
      /^No setting keeps P99 within 300 msnearest: (Dynamic|Fixed|No) batch\w*, P99 [\d.]+ ms at [\d.]+ requests\/s$/,
    );
  });

  it('does not start with an invalid field, but unfolds and focuses it, with the reason above the button', async () => {
    await show();
    await openTab();
    await type('Duration, s', 'long');
    const fold = document.querySelector<HTMLDetailsElement>('[data-testid="fold-load-settings"]');
    expect(fold?.open).toBe(false);
    await press(/^Start load test$/);
    expect(services.loadTest).not.toHaveBeenCalled();
    expect(fold?.open).toBe(true);
    expect(document.activeElement).toBe(field('Duration, s'));
    const reason = document.querySelector('[data-testid="load-setup"] [role="alert"]');
    expect(reason?.textContent).toBe('Not started. Duration, s: “long” is not a whole number.');
    expect(reason?.nextElementSibling?.textContent).toBe('Start load test');
    await type('Duration, s', '5');
    expect(document.querySelector('[data-testid="load-setup"] [role="alert"]')).toBeNull();
    await press(/^Start load test$/);
    expect(services.loadTest).toHaveBeenCalledTimes(1);
  });

  it('says that the verdict is of other settings than those now chosen, and runs these', async () => {
    await act(async () => {
      fillStore(store, 'load');
      const { draft, settings } = store.getState();
      if (draft === null) return;
      store.setState({
        draft: { ...draft, settings, input: { ...draft.input, source: 'sample', sample: 'support-search' } },
      });
    });
    await show();
    await openTab();
    const note = () => text('[data-testid="other-load-set-up"]');
    expect(note()).toBeNull();
    await act(async () => store.getState().changeSettings({ tailLatency: 200 }));
    expect(note()).toContain('From a different set-up');
    await press(/^Run this set-up$/);
    expect(services.loadTest).toHaveBeenCalledTimes(1);
  });

  it('compares the policies, and each prediction with what came', async () => {
    await act(async () => fillStore(store, 'load'));
    await show();
    await openTab();
    expect(figures('state')).toEqual(['overloaded', 'done', 'done']);
    const tests = store.getState().draft?.loadTests ?? [];
    const p95 = (place: number) => Number(figures('p95')[place]?.replace(',', ''));
    expect(p95(2)).toBeCloseTo(tests[2]?.latencyMs?.p95 ?? 0, 0);
    expect(p95(0)).toBeGreaterThan(10 * p95(2));
    const predicted = document.querySelector('[data-testid="prediction-table"] [data-policy="dynamic"]');
    expect(predicted?.querySelector('[data-figure="p95"]')?.textContent).toMatch(
      /\d \([\d,.]+ to [\d,.]+\).*\+7%$/,
    );
    expect(predicted?.querySelector('[data-figure="p50"]')?.textContent).toMatch(/−4%$/);
  });

  it('draws the policy that is chosen', async () => {
    await act(async () => fillStore(store, 'load'));
    await show();
    await openTab();
    const charts = () => document.querySelector('[data-testid="load-charts"]');
    expect(charts()?.getAttribute('data-policy')).toBe('dynamic');
    const drawn = () =>
      [...document.querySelectorAll<HTMLElement>('[data-testid="load-charts"] [data-chart]')].map(
        ({ dataset }) => dataset.chart,
      );
    expect(drawn()).toEqual(['load-latency']);
    const overTime = document.querySelector<HTMLInputElement>('input[type="radio"][value="time"]');
    await act(async () => overTime?.click());
    expect(drawn()).not.toContain('load-latency');
    expect(charts()?.querySelectorAll('[data-chart] svg.recharts-surface').length).toBe(2);
    const fixed = document.querySelector<HTMLInputElement>('input[type="radio"][value="fixed"]');
    await act(async () => fixed?.click());
    expect(charts()?.getAttribute('data-policy')).toBe('fixed');
  });

  it('shows what machines take, takes the best setting over and says what that changed', async () => {
    await act(async () => fillStore(store, 'load'));
    await show();
    await openTab();
    expect(text('[data-testid="replica-table"] [data-replicas="1"]')).toBe('147.447.40%');
    expect(text('[data-testid="replica-table"] [data-replicas="1024"]')).toMatch(/^1,02457,\d{3}55\.9\+18%$/);
    const marked = (mark: string) =>
      document.querySelector(`[data-testid="rate-table"] [data-${mark}]`)?.closest('tr')?.dataset.batch;
    expect(marked('best')).toBe('16');
    await act(async () => store.getState().changeSettings({ maxBatch: 8 }));
    expect(marked('set')).toBe('8');
    await press(/^Use the best: batch 16, wait 10 ms$/);
    expect(store.getState().settings).toMatchObject({ maxBatch: 16, maxWait: 10 });
    expect(field('Max wait, ms')?.value).toBe('10');
    expect(text('[data-testid="planner"] [role="status"]')).toBe(
      'Set: max batch 8 → 16, max wait 100 → 10 ms.',
    );
    await press(/^Undo$/);
    expect(store.getState().settings).toMatchObject({ maxBatch: 8, maxWait: 100 });
    expect(button(/^Use the best/)).toBeDefined();
  });

  it('shows the last series of a run, and earlier ones when asked', async () => {
    await act(async () => fillStore(store, 'load'));
    const draft = store.getState().draft;
    const tests = draft?.loadTests ?? [];
    if (draft === null || draft.loadTests === undefined) throw new Error('There is no load test.');
    const again = tests.map((test) => ({ ...test, plan: { ...test.plan, ratePerSecond: 30 } }));
    store.setState({ draft: { ...draft, loadTests: [...tests, ...again] } });
    await show();
    await openTab();
    expect(text('[data-testid="load-result"]')).toContain('30 requests/s');
    const options = [...document.querySelectorAll('[role="option"]')];
    expect(options.map((one) => one.textContent)).toEqual([
      expect.stringContaining('1: Poisson arrivals · 22 requests/s'),
      expect.stringContaining('2: Poisson arrivals · 30 requests/s'),
    ]);
    await act(async () => (options[0] as HTMLElement).click());
    expect(text('[data-testid="load-result"]')).toContain('22 requests/s');
    // The planner's results belong to the later series.
    expect(document.querySelector('[data-testid="planner"]')).toBeNull();
  });

  it('marks a lane whose scores are suspect', async () => {
    await act(async () => fillStore(store, 'load'));
    const draft = store.getState().draft;
    if (draft === null) throw new Error('There is no run.');
    const lanes = draft.lanes.map((lane) => ({
      ...lane,
      scoreCheck: lane.scoreCheck && { ...lane.scoreCheck, verdict: 'suspect' as const },
    }));
    store.setState({ draft: { ...draft, lanes } });
    await show();
    await openTab();
    expect(text('[data-testid="load-result"]')).toContain('scores suspect');
  });

  it('stands in place of the chart that a run without a sweep does not have', async () => {
    await act(async () => fillStore(store, 'load'));
    await show();
    expect(document.querySelector('[data-testid="chart"]')).toBeNull();
    expect(document.querySelector('[data-testid="cells-table"]')).toBeNull();
    expect(text('[data-testid="only-load"]')).toContain('This run is a load test and has no sweep');
    await press(/^Show the load test$/);
    expect(selectedTab()).toBe('Load test');
  });

  it('of a run of the history is drawn, without the live controls of one’s own', async () => {
    await show();
    const record = exampleLoadRecord();
    await act(async () =>
      store.getState().showRun({ source: 'history', id: record.id, draft: record, record }),
    );
    expect(selectedTab()).toBe('Load test');
    expect(text('[data-testid="load-headline"]')).toContain(
      'Dynamic batching answered 20 requests/s live, P99 198 ms.',
    );
    const { loadTests: _, ...rest } = record;
    await act(async () => store.getState().showRun({ source: 'history', id: 'b', draft: rest }));
    await openTab();
    expect(text('[data-testid="no-load-test"]')).toBe('This run has no load test.');
  });

  it('is told in Chinese, every word of it', async () => {
    await act(async () => fillStore(store, 'load'));
    await show('zh-CN');
    await press(/^负载测试$/);
    expect(text('[data-testid="load-verdict"]')).toContain('每秒最多 47.4 个请求');
    expect(text('[data-testid="load-headline"]')).toContain('动态分批每秒回答');
    expect(document.body.textContent).not.toMatch(/load\.\w|capacity\.\w/);
  });
});
