import fc from 'fast-check';
import { arrivalPatterns, outcomes } from '../../serving/arrival.ts';
import { policies } from '../../serving/batch-rule.ts';
import type { LoadTestRecord } from '../load-test-record.ts';
import type { LaneRecord, RunRecord } from '../run-record.ts';
import { exampleCapacity, exampleLoadTest } from './example-load-test.ts';
import { hostileText, recordArbitrary } from './record-arbitrary.ts';

const ms = fc.double({ min: 0.001, max: 1e6, noNaN: true });
const count = fc.integer({ min: 1, max: 1000 });
const orNull = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });

const plan = fc
  .record({
    pattern: fc.constantFrom(...arrivalPatterns),
    ratePerSecond: ms,
    rampToPerSecond: orNull(ms),
    burstSize: count,
    clients: count,
    fewest: fc.integer({ min: 1, max: 8 }),
    more: fc.integer({ min: 0, max: 8 }),
    durationMs: ms,
    maxArrivals: count,
    seed: fc.nat(),
  })
  .map(({ fewest, more, ...rest }) => ({ ...rest, pairsPerArrival: [fewest, fewest + more] as const }));

const rule = fc.record({
  maxBatch: count,
  maxWaitMs: orNull(ms),
  tokenBudget: orNull(count),
  lookAhead: fc.nat({ max: 100 }),
  timeoutMs: orNull(ms),
  queueLimit: orNull(count),
});

const loadTest = fc
  .record({
    policy: fc.constantFrom(...policies),
    state: fc.constantFrom<LoadTestRecord['state'][]>('done', 'cancelled', 'overloaded', 'failed'),
    error: fc.option(fc.record({ code: hostileText, message: hostileText }), { nil: undefined }),
    plan,
    rule,
    arrivals: fc.array(
      fc
        .record({ pairs: count, waitingMs: ms, computingMs: ms, outcome: fc.constantFrom(...outcomes) })
        .map(({ waitingMs, ...one }) => ({ ...one, latencyMs: waitingMs + one.computingMs })),
      { maxLength: 130 },
    ),
    batches: fc.array(count, { maxLength: 5 }),
    isPredicted: fc.boolean(),
    events: fc.array(fc.record({ atMs: ms, kind: hostileText, message: hostileText }), { maxLength: 2 }),
  })
  .map(({ policy, arrivals, batches, error, isPredicted, ...change }) =>
    exampleLoadTest({
      policy,
      arrivals,
      batches,
      change: {
        ...change,
        ...(error !== undefined && { error }),
        ...(!isPredicted && { prediction: null }),
      },
    }),
  );

const capacity = fc.constantFrom<LaneRecord['capacity'][]>(undefined, exampleCapacity, {
  ...exampleCapacity,
  best: null,
  rates: [],
  replicas: [],
});

/**
 * Records whose lanes have load tests of any kind. Figures are consistent with the arrivals, and every text
 * is hostile.
 */
export const loadRecordArbitrary: fc.Arbitrary<RunRecord> = fc
  .record({
    record: recordArbitrary.filter(({ lanes }) => lanes.length > 0),
    tests: fc.array(fc.record({ lane: fc.nat(), test: loadTest }), { maxLength: 4 }),
    capacity,
  })
  .map(({ record, tests, capacity: plan }) => ({
    ...record,
    lanes: record.lanes.map((lane) => (plan === undefined ? lane : { ...lane, capacity: plan })),
    loadTests: tests.map(({ lane, test }) => ({
      ...test,
      laneId: record.lanes[lane % record.lanes.length]?.id ?? '',
    })),
  }));
