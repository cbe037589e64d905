import { describe, expect, it } from 'vitest';
import { exampleDraft } from '../../core/document/testing/example-record.ts';
import { createAppStore } from '../store/app-state.ts';
import { pageProgress } from './page-progress.ts';

describe('what programs are told of the work under way', () => {
  it('is nothing while there is none', () => {
    const store = createAppStore();
    expect(pageProgress(store.getState())).toBeNull();
    store.getState().setRankJob({ state: 'failed', message: { key: 'failure.hung' } });
    expect(pageProgress(store.getState())).toBeNull();
  });

  it('names the lane and the cell of a run', () => {
    const store = createAppStore();
    store.getState().setRun({ runState: 'loading' });
    expect(pageProgress(store.getState())).toMatchObject({
      kind: 'run',
      lane: null,
      phase: 'loading',
      fraction: 0,
    });
    store.getState().setRun({
      runState: 'running',
      draft: exampleDraft(),
      progress: {
        lane: 0,
        phase: 'sampling',
        load: null,
        trying: null,
        files: [],
        cell: 1,
        round: 2,
        fraction: 0.5,
        remainingMs: 1500,
      },
    });
    expect(pageProgress(store.getState())).toEqual({
      kind: 'run',
      lane: { place: 0, count: 1, device: 'wasm', dtype: 'fp32', order: 'length' },
      phase: 'sampling',
      load: null,
      trying: null,
      files: [],
      cell: { pairCount: 10, batchSize: 8, tokenBudget: null },
      round: 2,
      fraction: 0.5,
      remainingMs: 1500,
    });
    store.getState().setRun({ runState: 'done' });
    expect(pageProgress(store.getState())).toBeNull();
  });

  it('tells the policy of a load test and what became of its arrivals', () => {
    const store = createAppStore();
    const load = { policy: 'none', place: 1, of: 3, atMs: 900, arrived: 9, answered: 7, waiting: 1 } as const;
    store.getState().setRun({
      runState: 'running',
      draft: exampleDraft(),
      progress: {
        lane: 0,
        phase: 'load-test',
        load,
        trying: null,
        files: [],
        cell: null,
        round: 0,
        fraction: 0.2,
        remainingMs: 61_000,
      },
    });
    expect(pageProgress(store.getState())).toMatchObject({
      kind: 'run',
      phase: 'load-test',
      load,
      cell: null,
    });
  });

  it('counts the pairs of a ranking, after its model has loaded', () => {
    const store = createAppStore();
    const file = { file: 'config.json', loadedBytes: 1, totalBytes: 2, done: false };
    store.setState({ model: { state: 'loading', files: [file] } });
    store.getState().setRankJob({ state: 'loading' });
    expect(pageProgress(store.getState())).toMatchObject({ kind: 'rank', phase: 'loading', files: [file] });
    store.getState().setRankJob({ state: 'scoring', pairsDone: 3, pairsTotal: 9 });
    expect(pageProgress(store.getState())).toEqual({
      kind: 'rank',
      phase: 'scoring',
      files: [],
      pairsDone: 3,
      pairsTotal: 9,
    });
  });
});
