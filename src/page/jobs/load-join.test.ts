import { describe, expect, it } from 'vitest';
import type { Settings } from '../../core/settings/settings.ts';
import { recommendedBatch } from './load-join.ts';
import { foundPlan, setUpLoad } from './testing/load-host.ts';
import { cellStates } from './testing/sweep-host.ts';

/** A page that has just measured a sweep. */
async function swept(settings: Partial<Settings> = {}) {
  const host = setUpLoad(() => ({ passMs: ({ pairs }) => 20 + pairs }), settings);
  const sweep = await host.runner.run();
  return { ...host, sweep };
}

describe('a load test after a sweep of the same', () => {
  it('joins its record: same id, the sweep stays as it was', async () => {
    const { loads, sweep, store } = await swept();
    const before = cellStates(sweep);
    const record = await loads.run();
    expect(record?.id).toBe(sweep?.id);
    expect(record?.state).toBe('done');
    expect(cellStates(record)).toEqual(before);
    expect(record?.lanes[0]).toMatchObject({ state: 'done', capacity: foundPlan });
    expect(record?.loadTests).toHaveLength(3);
    expect(record?.warnings.map(({ code }) => code)).toContain('repeated-pairs');
    const kinds = new Set(record?.recommendations.map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(['pair-count', 'situation', 'capacity']));
    expect(store.getState().canAddRounds).toBe(true);
  });

  it('has the load settings of the moment in its record, and the sweep’s for the rest', async () => {
    const { loads, store } = await swept({ repetitions: 3 });
    store.getState().changeSettings({ tailLatency: 123, repetitions: 9, policies: ['none'] });
    const record = await loads.run();
    expect(record?.settings).toMatchObject({ tailLatency: 123, repetitions: 3, policies: ['none'] });
  });

  it('batches by the size that the sweep recommends', async () => {
    const { loads, sweep, store } = await swept({ policies: ['fixed'], maxBatch: 32 });
    const { draft } = store.getState();
    const recommended = draft && recommendedBatch(draft, 'lane-1');
    expect(sweep?.recommendations).toContainEqual(
      expect.objectContaining({ kind: 'pair-count', pairCount: 4, batchSize: recommended }),
    );
    const record = await loads.run();
    expect(record?.loadTests?.[0]?.rule.maxBatch).toBe(recommended);
    expect(recommended).not.toBe(32);
  });

  it('goes on with a load test that came before', async () => {
    const { loads } = await swept({ policies: ['none'] });
    const first = await loads.run();
    const second = await loads.run();
    expect(second?.id).toBe(first?.id);
    expect(second?.loadTests).toHaveLength(2);
    expect(second?.loadTests?.[0]).toEqual(first?.loadTests?.[0]);
    expect(second?.loadTests?.[1]?.startedAtMs).toBeGreaterThan(first?.loadTests?.[0]?.startedAtMs ?? 0);
  });

  it('stays when more rounds are measured, with what it recommends', async () => {
    const { loads, runner } = await swept();
    const tested = await loads.run();
    const record = await runner.addRounds(2);
    expect(record?.id).toBe(tested?.id);
    expect(record?.loadTests).toEqual(tested?.loadTests);
    expect(record?.lanes[0]?.capacity).toEqual(foundPlan);
    const capacityOf = (one: typeof record) => one?.recommendations.filter(({ kind }) => kind === 'capacity');
    expect(capacityOf(record)).toEqual(capacityOf(tested));
    expect(capacityOf(record)).toHaveLength(1);
    expect(record?.lanes[0]?.cells[0]).toMatchObject({ latencyMs: { n: 5 } });
  });

  it('leaves it as it was where the model cannot be loaded any more', async () => {
    let isBroken = false;
    const host = setUpLoad(() => ({
      passMs: () => 20,
      canStart: () => {
        if (isBroken) throw new Error('std::bad_alloc');
      },
    }));
    const sweep = await host.runner.run();
    isBroken = true;
    expect(await host.loads.run()).toBeNull();
    expect(host.store.getState()).toMatchObject({
      runState: 'failed',
      runFailure: { key: 'failure.cpu-memory' },
      record: sweep,
      draft: { state: 'done' },
      canAddRounds: true,
    });
  });
});

describe('a load test of something else than the last sweep', () => {
  it.each([
    ['another length', { maxLength: 64 }],
    ['another seed', { seed: 7 }],
    ['another dtype', { dtype: ['fp32'] }],
    ['other threads', { threads: 2 }],
  ] as const)('makes a record of its own: %s', async (_, change) => {
    const { loads, sweep, store } = await swept();
    store.getState().changeSettings(change);
    const record = await loads.run();
    expect(record?.id).not.toBe(sweep?.id);
    expect(record?.lanes[0]?.cells).toEqual([]);
  });

  it('makes a record of its own: other documents', async () => {
    const { loads, sweep, store } = await swept();
    store.getState().addDocuments([{ text: 'one more' }]);
    expect((await loads.run())?.id).not.toBe(sweep?.id);
  });

  it('makes a record of its own where another run is on show as the page’s', async () => {
    const { loads, sweep, store } = await swept();
    const { draft } = store.getState();
    store.getState().setRun({ draft: draft && { ...draft, id: 'from-the-history' } });
    expect((await loads.run())?.id).not.toBe(sweep?.id);
  });

  it('joins a sweep that was run with other cells', async () => {
    const { loads, sweep, store } = await swept();
    store.getState().changeSettings({ batchSizes: [1, 2, 4, 8], repetitions: 7, label: 'office' });
    expect((await loads.run())?.id).toBe(sweep?.id);
  });
});
