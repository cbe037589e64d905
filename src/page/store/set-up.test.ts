import { describe, expect, it, vi } from 'vitest';
import { exampleRecord } from '../../core/document/testing/example-record.ts';
import { suiteRun } from '../../core/suite/testing/suite-run.ts';
import { createAppStore } from './app-state.ts';
import { isLoadTestSetUpChanged, isSetUpChanged } from './set-up.ts';

const storeWithRun = () => {
  const store = createAppStore();
  const { settings, input } = store.getState();
  const record = exampleRecord();
  const { sample: _, ...own } = record.input;
  store.getState().setRun({
    draft: { ...record, settings, input: { ...own, source: 'own', pairCount: input.documents.length } },
  });
  return store;
};

describe('whether the set-up is another than the run’s', () => {
  it('asks a sweep for its cells, and a load test for its arrivals', () => {
    const store = storeWithRun();
    const changed = () => [isSetUpChanged(store.getState()), isLoadTestSetUpChanged(store.getState())];
    expect(changed()).toEqual([false, false]);
    store.getState().changeSettings({ batchSizes: [3] });
    expect(changed()).toEqual([true, false]);
    store.getState().changeSettings({ batchSizes: createAppStore().getState().settings.batchSizes });
    store.getState().changeSettings({ tailLatency: 250 });
    expect(changed()).toEqual([false, true]);
    store.getState().changeSettings({ maxLength: 64 });
    expect(changed()).toEqual([true, true]);
  });

  it('takes the planner’s best over without calling its verdict another’s', () => {
    const store = storeWithRun();
    store.getState().changeSettings({ maxBatch: 3, maxWait: 7 });
    expect(isLoadTestSetUpChanged(store.getState())).toBe(false);
  });

  it('asks a suite’s run only for another suite, and another run for any suite', () => {
    const store = storeWithRun();
    const changed = () => [isSetUpChanged(store.getState()), isLoadTestSetUpChanged(store.getState())];
    store.getState().changeSettings({ suite: 'quick' });
    expect(changed()).toEqual([true, false]);
    store.getState().setRun({ draft: suiteRun({ name: 'quick' }) });
    expect(isSetUpChanged(store.getState())).toBe(false);
    store.getState().changeSettings({ suite: null, maxLength: 64 });
    expect(isSetUpChanged(store.getState())).toBe(false);
    store.getState().changeSettings({ suite: 'standard' });
    expect(isSetUpChanged(store.getState())).toBe(true);
  });

  it('writes settings once, however often it is asked', () => {
    const store = storeWithRun();
    isSetUpChanged(store.getState());
    const write = vi.spyOn(JSON, 'stringify');
    isSetUpChanged(store.getState());
    store.getState().setRun({ runState: 'done' });
    isSetUpChanged(store.getState());
    expect(write).not.toHaveBeenCalled();
    write.mockRestore();
  });
});
