// @vitest-environment happy-dom
import { act } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { StepDown } from '../../../core/rerank/memory-shortage.ts';
import { createI18n } from '../../app/testing/create-i18n.ts';
import type { RankOffer } from '../../store/ranking-slice.ts';
import { StepDownSwitch } from '../setup/more-settings.tsx';
import { mountedPage, press } from '../testing/mounted-page.tsx';
import { storyRanking } from '../testing/story-ranking.ts';
import { RankingPanel } from './ranking-panel.tsx';

const step = (from: number, to: number, reason: StepDown['reason'] = 'cpu-memory'): StepDown => ({
  from,
  to,
  reason,
  message: 'failed to allocate a buffer of size 99',
});

describe('the ranking panel', { timeout: 30_000 }, () => {
  const { store, services, draw } = mountedPage();
  let ranked: ReturnType<typeof vi.fn<() => Promise<void>>>;

  const show = (language: 'en' | 'zh-CN' = 'en') =>
    draw(
      <>
        <RankingPanel />
        <StepDownSwitch />
      </>,
      createI18n(language),
    );
  const change = (what: (state: ReturnType<typeof store.getState>) => void) =>
    act(async () => what(store.getState()));
  const region = () => document.querySelector('[data-testid="rank-steps"]');
  const steps = () => [...(region()?.children ?? [])].map((line) => line.textContent);
  const buttons = () =>
    [...document.querySelectorAll<HTMLButtonElement>('[role="alert"] button')].map((one) => one.textContent);
  const fail = (offers: readonly RankOffer[]) =>
    change((state) =>
      state.setRankJob({
        state: 'failed',
        code: 'cpu-memory',
        message: { key: 'stepDown.onePair.cpu-memory', values: { maxLength: 512 } },
        offers,
      }),
    );

  beforeEach(() => {
    store.getState().addDocuments(Array.from({ length: 10 }, (_, i) => ({ text: `document ${i}` })));
    ranked = vi.fn(async () => {});
    services.rank = ranked;
  });

  it('tells each step while ranking goes on, in a region that was there before', async () => {
    await show();
    const before = region();
    expect(before?.getAttribute('role')).toBe('status');
    expect(steps()).toEqual([]);
    await change((state) => {
      state.setRankJob({ state: 'loading' });
      state.setRankSteps([step(8, 4)]);
    });
    expect(steps()).toEqual(['Batch 8 did not fit in memory; tried batch 4.']);
    expect(region()).toBe(before);
  });

  it('tells what a ranking was scored with in the end, in both languages', async () => {
    store.getState().setRanking({
      ...storyRanking(store.getState()),
      batchSize: 2,
      steps: [step(8, 8, 'device-lost'), step(8, 4, 'gpu-memory'), step(4, 2)],
    });
    await show();
    expect(steps()).toEqual([
      'The browser had lost the GPU; tried a fresh worker.',
      'Batch 8 did not fit in the GPU’s memory; tried batch 4.',
      'Batch 4 did not fit in memory; scored with batch 2.',
    ]);
    await show('zh-CN');
    expect(steps().at(-1)).toBe('批大小 4 内存放不下；已用批大小 2 评分。');
  });

  it('says why a ranking without steps was scored with a smaller batch', async () => {
    store.getState().setRanking({ ...storyRanking(store.getState()), batchSize: 7 });
    await show();
    expect(steps()).toEqual(['Scored with batch 7, since larger ones did not fit before.']);
    await change((state) => state.setRanking({ ...storyRanking(state), batchSize: 8 }));
    expect(steps()).toEqual([]);
  });

  it('warns that a synthetic twin’s scores mean nothing, and of no other model’s', async () => {
    const warning = () => document.querySelector('[data-testid="twin-ranking"]')?.textContent ?? null;
    store.getState().setRanking(storyRanking(store.getState()));
    await show();
    expect(warning()).toBeNull();
    const twin = { modelId: 'twin:bge-reranker-base', layers: null };
    await change((state) => state.setRanking({ ...storyRanking(state), ...twin }));
    expect(warning()).toContain(
      'These scores mean nothing: twin:bge-reranker-base (synthetic, 12 layers) has made-up weights',
    );
  });

  it('warns of suspect scores, with what to do', async () => {
    const warnings = () =>
      [...document.querySelectorAll('[data-testid="suspect-ranking"]')].map((one) => one.textContent);
    const findings = [
      { code: 'constant', message: 'All 6 different pairs score 7.' },
      { code: 'equal-scores', message: 'All 10 documents score 7, although their texts differ.' },
    ] as const;
    store.getState().setRanking({ ...storyRanking(store.getState()), findings: findings.slice(0, 1) });
    await show();
    expect(warnings()).toEqual([expect.stringContaining('Every pair gets the same score')]);
    await change((state) => state.setRanking({ ...storyRanking(state), findings }));
    expect(warnings()[1]).toContain('All of these documents score the same');
  });

  it('says that the scores are being checked, beside the ranking', async () => {
    await change((state) => {
      state.setRanking({ ...storyRanking(state), scoreCheck: null });
      state.setRankJob({ state: 'checking' });
    });
    await show();
    expect(document.body.textContent).toContain('Checking the scores');
    expect(document.body.textContent).toContain('10 documents');
  });

  it('goes stale with a twin’s depth', async () => {
    store.getState().changeSettings({ model: 'twin:bge-reranker-base' });
    store.getState().setRanking(storyRanking(store.getState()));
    await show();
    expect(document.body.textContent).not.toContain('Stale');
    await change((state) => state.changeSettings({ layers: 1 }));
    expect(document.body.textContent).toContain('Stale');
  });

  it('says nothing of a small batch where there were no more pairs', async () => {
    store.getState().clearDocuments();
    store.getState().addDocuments([{ text: 'one' }, { text: 'two' }]);
    store.getState().setRanking({ ...storyRanking(store.getState()), batchSize: 2 });
    await show();
    expect(steps()).toEqual([]);
  });

  it('offers what makes a pair fit; a press sets it and ranks again', async () => {
    await show();
    await fail([
      { kind: 'max-length', maxLength: 256 },
      { kind: 'dtype', dtype: 'q8' },
    ]);
    expect(document.querySelector('[role="alert"]')?.textContent).toContain(
      'Even one pair at a time does not fit in memory at max length 512.',
    );
    // The one that loses the least.
    expect(buttons()).toEqual(['Rank with max length 256']);
    await press('Rank with max length 256');
    expect(store.getState().settings).toMatchObject({ maxLength: 256, dtype: ['auto'] });
    expect(ranked).toHaveBeenCalledTimes(1);
    // Max length is down already, so this is no longer offered.
    expect(buttons()).toEqual(['Rank with q8']);
    await press('Rank with q8');
    expect(store.getState().settings.dtype).toEqual(['q8']);
    expect(ranked).toHaveBeenCalledTimes(2);
  });

  it('offers to switch stepping down on where it is off', async () => {
    store.getState().changeSettings({ stepDown: false });
    await show();
    await fail([{ kind: 'step-down' }]);
    await press('Rank with smaller batches where memory runs out');
    expect(store.getState().settings.stepDown).toBe(true);
    expect(ranked).toHaveBeenCalledTimes(1);
  });

  it('leads to another model or precision where no offer would help', async () => {
    await show();
    await fail([]);
    expect(buttons()).toEqual(['Choose another model or precision']);
  });

  it('folds the order before, and the doubts about it, behind a failure', async () => {
    store.getState().setRanking(storyRanking(store.getState()));
    store.getState().setQuery('Another one');
    await show();
    await fail([]);
    expect(document.querySelectorAll('[role="alert"]')).toHaveLength(1);
    const before = document.querySelector('[data-testid="fold-order-before"]');
    expect(before?.hasAttribute('open')).toBe(false);
    expect(before?.textContent).toContain('Stale');
    await change((state) => state.setRankJob({ state: 'idle' }));
    expect(document.querySelector('[data-testid="fold-order-before"]')).toBeNull();
    expect(document.body.textContent).toContain('Stale');
  });

  it('switches stepping down off and on', async () => {
    await show();
    const input = document.querySelector<HTMLInputElement>('input[role="switch"]');
    expect(document.querySelector(`label[for="${input?.id}"]`)?.textContent).toContain(
      'Smaller batches when memory runs out',
    );
    expect(input?.checked).toBe(true);
    await act(async () => input?.click());
    expect(store.getState().settings.stepDown).toBe(false);
    await act(async () => input?.click());
    expect(store.getState().settings.stepDown).toBe(true);
  });
});
