// @module-tag slow
// @vitest-environment happy-dom
import { act } from 'react';
import { describe, expect, it, vi } from 'vitest';
import type { DraftCell } from '../../../core/document/run-draft.ts';
import { button, mountedPage, press } from '../testing/mounted-page.tsx';
import { fillStore } from '../testing/stories.ts';
import { storyDraft, unavailableLane } from '../testing/story-draft.ts';
import { AnswerSection, useAnsweredRun } from './answer-section.tsx';
import { CellsTable } from './cells-table.tsx';
import { RunFailure } from './progress-panel.tsx';
import { EveryLane, RecommendationSection, ServerCheck } from './recommendation-section.tsx';
import { SweepSummary } from './sweep-summary.tsx';
import { RunWarnings } from './throughput-panel.tsx';

function Answer() {
  const draft = useAnsweredRun();
  return draft && <AnswerSection draft={draft} />;
}

describe('the results of a run', { timeout: 30_000 }, () => {
  const { store, services, draw } = mountedPage();

  const show = () =>
    draw(
      <>
        <RunFailure task="sweep" />
        <Answer />
        <RecommendationSection />
        <EveryLane />
        <ServerCheck />
        <SweepSummary />
        <RunWarnings />
        <CellsTable />
      </>,
    );
  const text = (selector: string) => document.querySelector(selector)?.textContent ?? null;
  const row = (lane: string, pairs: number, batch: number) =>
    document.querySelector(`[data-lane="${lane}"][data-pairs="${pairs}"][data-batch="${batch}"]`);

  it('say in a sentence what to set, for which backend, device and browser', async () => {
    fillStore(store, 'done');
    await show();
    const gpu = text('[data-testid="headlines"] [data-lane="webgpu-fp16"]');
    expect(gpu).toContain('Set batch size 16: the fastest at 50 and 100 pairs.');
    expect(gpu).toContain(
      'WebGPU · fp16 on NVIDIA GeForce RTX 4070 Laptop GPU (named by WebGL) in Chromium 156',
    );
    expect(text('[data-testid="headlines"] [data-lane="wasm-q8"]')).toContain(
      'Set batch size 2: the smallest as fast as the fastest (4) within 5%, at 100 pairs.',
    );
  });

  it('begin with the answer: the fastest lane’s batch, its speed, and what that was measured on', async () => {
    fillStore(store, 'done');
    await show();
    expect(text('[data-testid="answer-line"]')).toMatch(/^Batch 16287 pairs\/s[\d.]+ × batch 1sure$/);
    const answer = text('[data-testid="answer"]');
    expect(answer).toContain('for requests of 100 pairs');
    expect(answer).toContain('Smaller requests: batch 8 for 10 pairs');
    expect(answer).toMatch(/WebGPU · fp16 is [\d.]+ times as fast as WASM · q8 here/);
    expect(answer).toContain('a toy: not a reranker’s speed');
    expect(text('[data-testid="identity"]')).toMatch(
      /^Built-in word matcher · fp16, q8 · NVIDIA GeForce RTX 4070 Laptop GPU · CPU, 2 threads · Chromium 156 · /,
    );
  });

  it('say that they are from another set-up once the settings or the documents change', async () => {
    fillStore(store, 'done');
    const { draft, settings, input } = store.getState();
    if (draft === null || input.source.kind !== 'sample') throw new Error('The story has no sample run.');
    const own = { ...draft.settings, ...settings };
    store.getState().setRun({
      draft: { ...draft, settings: own, input: { ...draft.input, sample: input.source.id } },
    });
    services.run = vi.fn(async () => {});
    await show();
    expect(text('[data-testid="other-set-up"]')).toBeNull();
    await press(/^Measure again$/);
    await act(async () => store.getState().changeSettings({ batchSizes: [1, 2] }));
    expect(text('[data-testid="other-set-up"]')).toContain('From a different set-up');
    expect(button(/^Measure again$/)).toBeUndefined();
    await press(/^Run this set-up$/);
    expect(services.run).toHaveBeenCalledTimes(2);
    await act(async () => store.getState().changeSettings({ batchSizes: own.batchSizes, lang: 'zh-CN' }));
    expect(text('[data-testid="other-set-up"]')).toBeNull();
    await act(async () => store.getState().setQuery('Another?'));
    expect(text('[data-testid="other-set-up"]')).not.toBeNull();
  });

  it('name the GPU that the lane really ran on, where it is another', async () => {
    fillStore(store, 'done');
    const draft = store.getState().draft;
    if (draft === null) throw new Error('There is no run.');
    const adapterUsed = {
      ...{ vendor: 'intel', architecture: 'gen-12hp', device: '', description: '' },
      isFallbackAdapter: false,
    };
    store.setState({
      draft: {
        ...draft,
        lanes: draft.lanes.map((lane) => (lane.device === 'webgpu' ? { ...lane, adapterUsed } : lane)),
      },
    });
    await show();
    const gpu = text('[data-testid="headlines"] [data-lane="webgpu-fp16"]');
    expect(gpu).toContain('WebGPU · fp16 on Intel, Arc (Alchemist) in Chromium 156');
  });

  it('mark the recommended and the fastest cell apart', async () => {
    fillStore(store, 'done');
    await show();
    expect(row('wasm-q8', 100, 2)?.textContent).toContain('recommended');
    expect(row('wasm-q8', 100, 2)?.textContent).not.toContain('fastest');
    expect(row('wasm-q8', 100, 4)?.textContent).toContain('fastest');
    expect(row('webgpu-fp16', 10, 8)?.textContent).toContain('recommended · fastest');
  });

  it('are named as a synthetic twin’s wherever they stand, and its scores as not checked', async () => {
    fillStore(store, 'done');
    const model = { id: 'twin:bge-reranker-base', source: 'twin', layers: 6 } as const;
    const draft = store.getState().draft;
    if (draft === null) throw new Error('There is no run.');
    store.setState({
      draft: {
        ...draft,
        settings: { ...draft.settings, model: model.id, layers: model.layers },
        lanes: draft.lanes.map((lane) => ({
          ...lane,
          model: { ...lane.model, ...model },
          scoreCheck: lane.scoreCheck && { ...lane.scoreCheck, verdict: 'not-applicable' as const },
        })),
      },
    });
    await show();
    const title = 'twin:bge-reranker-base (synthetic, 6 of 12 layers)';
    expect(text('[data-testid="headlines"] [data-lane="wasm-q8"]')).toContain(`measured with ${title}`);
    expect(text('[data-situation="offline"]')).toContain(title);
    expect(text('[data-testid="twin-recommendation"]')).toContain('it does not stand for the real model');
    // Over the chart its name stands once.
    expect(text('[data-testid="identity"]')).toContain(title);
    expect(text('[data-testid="twin-recommendation"]')).not.toContain(title);
    const lane = text('[data-testid="summary"] [data-lane="wasm-q8"]');
    expect(lane).toContain(title);
    expect(lane).toContain('Scores not checked: a synthetic twin’s scores mean nothing.');
  });

  it('have a card for each use, with number, reason, certainty and place', async () => {
    fillStore(store, 'done');
    await show();
    const card = text('[data-situation="offline"]');
    expect(card).toMatch(/16 batch size.*Most throughput at 100 pairs, within 5%: 287 pairs\/s/);
    expect(card).toContain('Next: batch 8');
    expect(card).toContain('Sure: the samples decide');
    expect(card).toContain('NVIDIA GeForce RTX 4070 Laptop GPU (named by WebGL)');
    expect(text('[data-situation="small-device"]')).toContain('No such requests were measured');
    expect(text('[data-situation="concurrent"]')).toContain('load test');
  });

  it('measure a missing pair count at the press of a button', async () => {
    fillStore(store, 'done');
    services.run = vi.fn(async () => {});
    store.getState().changeSettings({ pairCounts: [10, 50] });
    await show();
    await press(/^Add 5 and measure$/);
    expect(store.getState().settings.pairCounts).toEqual([5, 10, 50]);
    expect(services.run).toHaveBeenCalledTimes(1);
  });

  it('take the card for many requests from the planner, marked as simulated', async () => {
    fillStore(store, 'done');
    const draft = store.getState().draft;
    if (draft === null) throw new Error('There is no run.');
    const capacity = {
      kind: 'capacity',
      laneId: 'wasm-q8',
      device: 'wasm',
      quantile: 0.99,
      latencyMs: 300,
      pairsPerArrival: [1, 8],
      maxBatch: 8,
      maxWaitMs: 20,
      ratePerSecond: 23.14,
      unbatchedRatePerSecond: 12,
    } as const;
    store.setState({ draft: { ...draft, recommendations: [...draft.recommendations, capacity] } });
    await show();
    const card = text('[data-situation="concurrent"]');
    expect(card).toMatch(/8 maximum batch.*Up to 23\.1 requests\/s with P99 ≤ 300 ms, waiting 20 ms at most/);
    expect(card).toContain('1–8 documents each');
    expect(card).toContain('Every pair alone: 12 requests/s');
    expect(card).toContain('Simulated from measured passes');
    expect(card).toContain('WASM · q8 on the CPU');
    // More rounds of the sweep would not change what the load test found.
    expect(button(/more rounds/)).toBeUndefined();
  });

  it('offer more rounds for what is not yet sure, and only while the run can go on', async () => {
    fillStore(store, 'unsure');
    services.moreRounds = vi.fn(async () => {});
    await show();
    expect(text('[data-testid="headlines"]')).toContain('Not yet sure between');
    expect(text('[data-testid="headlines"]')).toContain('software adapter that computes on the CPU');
    expect(text('[data-testid="identity"]')).toContain('a software GPU: it computes on the CPU');
    expect(text('[data-testid="answer-line"]')).toMatch(
      /^Batch \d+ (or|to) \d+[\d.,]+ pairs\/sno measurable difference so far; use \d+$/,
    );
    expect(text('[data-testid="answer"]')).toMatch(/Measure \d+ more roundsabout \d/);
    await press(/^Measure \d+ more rounds$/);
    expect(services.moreRounds).toHaveBeenCalledTimes(1);
    await act(async () => store.getState().setRun({ canAddRounds: false }));
    expect(button(/more rounds/)).toBeUndefined();
  });

  it('give suspect lanes their findings, no best mark and no recommendation', async () => {
    fillStore(store, 'suspect');
    await show();
    const lane = document.querySelector('[data-testid="summary"] [data-lane="webgpu-fp16"]');
    expect(lane?.textContent).toContain('scores suspect');
    expect(lane?.textContent).toContain('depends on what else is in its batch');
    expect(lane?.textContent).not.toContain('fastest');
    expect(document.querySelectorAll('tbody[data-suspect] [data-best]')).toHaveLength(0);
    expect(document.querySelector('[data-testid="headlines"] [data-lane="webgpu-fp16"]')).toBeNull();
    expect(document.querySelectorAll('[data-testid="headlines"] [data-lane^="wasm"]')).toHaveLength(2);
  });

  it('tell lanes of both orders apart, and what happened in each', async () => {
    fillStore(store, 'suspect');
    await show();
    expect([...document.querySelectorAll('th[scope="rowgroup"]')].map((one) => one.textContent)).toEqual([
      'WebGPU · fp16 · by lengthscores suspect',
      'WASM · fp16 · by length',
      'WebGPU · fp16 · as givenscores suspect',
      'WASM · fp16 · as given',
    ]);
    await press(/^What happened \(4 events\)$/);
    const events = text('[data-testid="summary"] dl');
    expect(events).toContain('after 12.4 secWorker replaced after memory ran out');
    expect(events).toContain('An event of a kind that this page does not know.');
  });

  it('recommend nothing where every lane is suspect, and say why', async () => {
    fillStore(store, 'all-suspect');
    await show();
    expect(text('[data-testid="answer"]')).toContain('The scores of every lane are suspect');
    expect(document.querySelector('[data-testid="recommendation"]')).toBeNull();
    expect(document.querySelector('[data-testid="headlines"]')).toBeNull();
  });

  it('of a run that failed are its failure and one thing to do', async () => {
    fillStore(store, 'failed');
    const run = vi.fn(async () => {});
    services.run = run;
    await show();
    expect(document.querySelectorAll('[role="alert"]')).toHaveLength(1);
    await press(/^Try again$/);
    expect(run).toHaveBeenCalledTimes(1);
    await act(async () => store.getState().setRun({ task: 'load-test' }));
    expect(button(/^Try again$/)).toBeUndefined();
  });

  it('keep quiet before anything is recommended', async () => {
    fillStore(store, 'running');
    await show();
    expect(document.querySelector('[data-testid="recommendation"]')).toBeNull();
    expect(document.querySelector('[data-testid="answer"]')).toBeNull();
  });

  it('put a lane’s doubts with the lane, and the run’s own below', async () => {
    fillStore(store, 'unsure');
    await show();
    const doubts = (at: string) =>
      [...document.querySelectorAll(`${at} [data-testid="doubts"] > li`)].map((one) =>
        one.getAttribute('data-code'),
      );
    expect(doubts('[data-testid="summary"] [data-lane="wasm-q8"]')).toEqual(['wide-interval']);
    expect(doubts('[data-testid="fold-doubts"]')).toEqual(['repeated-pairs']);
  });

  it('call the cells of a lane that cannot run unavailable, and say why', async () => {
    const draft = storyDraft([unavailableLane()], 'failed');
    const lanes = draft.lanes.map((lane) => ({
      ...lane,
      cells: lane.cells.map(
        (cell): DraftCell => ({
          ...{ pairCount: cell.pairCount, batchSize: cell.batchSize, tokenBudget: null },
          state: 'pending',
        }),
      ),
    }));
    store.getState().setRun({ draft: { ...draft, state: 'running', lanes } });
    await show();
    const states = [...document.querySelectorAll('[data-testid="cell-row"] td:last-child')];
    expect(new Set(states.map((one) => one.textContent))).toEqual(
      new Set(['unavailable: this GPU has no half precision (fp16)']),
    );
  });

  it('name the token budget of a cell that has one, and recommend none', async () => {
    fillStore(store, 'budgets');
    await show();
    const cells = [...document.querySelectorAll('[data-lane="padded"][data-pairs="50"][data-tokens]')];
    expect(cells.map((cell) => cell.children[1]?.textContent)).toEqual([
      '≤ 256 tokens',
      '≤ 1,024 tokens',
      '≤ 4,096 tokens',
    ]);
    // They are the fastest of their lane, but only a batch size can be recommended.
    expect(
      document.querySelectorAll('[data-tokens][data-best], [data-tokens][data-recommended]'),
    ).toHaveLength(0);
    expect(document.querySelectorAll('[data-batch][data-best]')).toHaveLength(6);
    expect(text('[data-testid="recommendation"]')).toContain('padded to multiples of 64');
  });

  it('show all that a cell holds when asked for more columns', async () => {
    fillStore(store, 'done');
    await show();
    expect(row('webgpu-fp16', 10, 8)?.querySelectorAll('[data-column]')).toHaveLength(4);
    await press(/^More columns$/);
    const cell = (lane: string, column: string) =>
      row(lane, 10, 8)?.querySelector(`[data-column="${column}"]`)?.textContent;
    expect(cell('webgpu-fp16', 'p95Ms')).toBe('–');
    expect(cell('webgpu-fp16', 'paddingEfficiency')).toBe('91%');
    expect(cell('webgpu-fp16', 'gpuPeakBytes')).toBe('1,348');
    expect(cell('webgpu-fp16', 'wasmBytes')).toBe('–');
    expect(cell('wasm-q8', 'wasmBytes')).toBe('558');
    expect(row('webgpu-fp16', 10, 16)?.querySelector('td[colspan="19"]')).not.toBeNull();
  });

  it('bring the Python program for the recommended batch', async () => {
    fillStore(store, 'done');
    await show();
    expect(document.querySelector('[data-testid="python"]')).toBeNull();
    await press(/Python/);
    expect(text('[data-testid="python"] code, [data-testid="python"] pre')).toContain(
      'if batch_size == 16 else',
    );
    expect(text('[data-testid="python"] pre')).toContain('# The built-in model has no counterpart');
  });

  it('time texts as long as the measured ones in the Python program', async () => {
    fillStore(store, 'done');
    const { draft } = store.getState();
    if (draft === null) throw new Error('The story has no run.');
    const input = { ...draft.input, tokenLengths: { min: 12, p50: 70, max: 410 } };
    store.getState().setRun({ draft: { ...draft, input } });
    await show();
    await press(/Python/);
    const program = text('[data-testid="python"] pre');
    expect(program).toContain('# Made-up texts as long as the measured pairs: 12 to 410 tokens, median 70.');
    expect(program).toContain('return round(70 + reach * ((410 if share > 0.5 else 12) - 70))');
  });
});
