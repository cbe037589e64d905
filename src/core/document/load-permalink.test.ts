import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftOfLink } from './draft-of-link.ts';
import { packRun, unpackRun } from './link-layout.ts';
import { fragmentToRun, maxFragmentBytes, recordToFragment } from './permalink.ts';
import type { RunRecord } from './run-record.ts';
import { exampleCapacity, exampleLoadRecord, exampleLoadTest } from './testing/example-load-test.ts';
import { gridRecord } from './testing/grid-record.ts';
import { linkedFigures } from './testing/linked-figures.ts';
import { loadRecordArbitrary } from './testing/load-record-arbitrary.ts';

/** Enough time for a property over many records even if other work shares the machine. */
const slowMachineMs = 30_000;

function linked(record: RunRecord) {
  const made = recordToFragment(record);
  if (made.state !== 'ok') throw new Error(`too large: ${made.bytes}`);
  const read = fragmentToRun(made.fragment);
  if (read.state !== 'ok') throw new Error(JSON.stringify(read));
  return { length: made.fragment.length, run: read.run };
}

describe('a link to a run with load tests', () => {
  it('brings back the figures of a run that was never swept, without single arrivals', () => {
    const { run, length } = linked(exampleLoadRecord());
    expect(length).toBeLessThan(2000);
    expect(run.lanes[0]?.cells).toEqual([]);
    const [unbatched, fixed, dynamic] = draftOfLink(run).loadTests ?? [];
    expect(unbatched).toMatchObject({ policy: 'none', laneId: 'lane-1', rule: { maxBatch: 1 } });
    expect(fixed).toMatchObject({ policy: 'fixed', rule: { maxBatch: 4, maxWaitMs: null } });
    const test = exampleLoadTest();
    const { rangeMs: _, ...prediction } = { ...test.prediction };
    expect(dynamic).toMatchObject({
      state: 'done',
      plan: test.plan,
      rule: test.rule,
      counts: test.counts,
      answeredPerSecond: test.answeredPerSecond,
      latencyMs: { mean: 100.5, p50: 100.5, p95: 190.05, p99: 198.01 },
      prediction: { ...prediction },
    });
    expect(dynamic?.arrivals.latencyMs).toEqual([]);
    expect(draftOfLink(run).lanes[0]?.capacity).toEqual(exampleCapacity);
  });

  it(
    'brings back the figures, whatever the run was',
    () => {
      fc.assert(
        fc.property(loadRecordArbitrary, (record) => {
          expect(unpackRun(JSON.parse(JSON.stringify(packRun(record))))).toEqual(linkedFigures(record));
        }),
        { numRuns: 50 },
      );
    },
    slowMachineMs,
  );

  it('is as it was before there were load tests where a run has none', () => {
    const wire = packRun(gridRecord({ samples: 2 }));
    expect(wire).toHaveLength(7);
    expect(unpackRun(wire)?.loadTests).toBeUndefined();
  });

  it('gives up the planner’s grid first and the load tests last, and never a mean', () => {
    const { loadTests = [] } = exampleLoadRecord();
    const grid = Array.from({ length: 700 }, (_, i) => ({
      maxBatch: i + 1,
      maxWaitMs: (i * 7919) % 1000,
      ratePerSecond: Math.sqrt(i * 104_729),
    }));
    const swept = (cells: number): RunRecord => {
      const sweep = gridRecord({
        pairCounts: Array.from({ length: cells }, (_, i) => i + 1),
        batchSizes: [1],
        samples: 3,
        change: (lane) => ({ ...lane, capacity: { ...exampleCapacity, rates: grid } }),
      });
      return { ...sweep, loadTests };
    };
    const small = linked(swept(20));
    expect(small.length).toBeLessThanOrEqual(maxFragmentBytes);
    expect(small.run.lanes[0]?.capacity).toMatchObject({ rates: [], best: exampleCapacity.best });
    expect(small.run.loadTests).toHaveLength(3);
    expect(small.run.lanes[0]?.cells[0]?.firstRunMs).toBeGreaterThan(0);

    const large = swept(280);
    const { run } = linked(large);
    expect(run.loadTests).toBeUndefined();
    expect(run.lanes[0]?.cells).toHaveLength(280);
  });

  it.each([
    ['no list', 7],
    ['too many of them', new Array(65).fill([])],
    ['one that is none', [[1, 2, 3]]],
    ['one of a lane that is no place', [[[-1, 'dynamic', 'done', 1]]]],
  ])('is damaged where its load tests are %s', (_what, loadTests) => {
    const wire = (packRun(exampleLoadRecord()) as unknown[]).with(7, loadTests);
    expect(unpackRun(JSON.parse(JSON.stringify(wire)))).toBeNull();
  });
});
