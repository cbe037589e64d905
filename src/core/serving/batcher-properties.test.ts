// @module-tag slow
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../stats/random.ts';
import { latencyOf, type Settled } from './arrival.ts';
import type { BatchRule } from './batch-rule.ts';
import { type Batch, Batcher, type BatchPair } from './batcher.ts';

const rules: fc.Arbitrary<BatchRule> = fc.record({
  maxBatch: fc.integer({ min: 1, max: 6 }),
  maxWaitMs: fc.constantFrom(0, 5, 50, Number.POSITIVE_INFINITY),
  tokenBudget: fc.option(fc.integer({ min: 10, max: 80 })),
  lookAhead: fc.constantFrom(0, 0, 3, 10),
  timeoutMs: fc.option(fc.integer({ min: 5, max: 120 })),
  queueLimit: fc.option(fc.integer({ min: 1, max: 5 })),
});

/** What a random driver saw. */
interface Course {
  readonly settled: readonly Settled[];
  readonly refused: number;
  readonly batches: readonly { readonly batch: Batch; readonly maxBatch: number }[];
  /** Pairs of batches that memory ran out for; they may be in another batch. */
  readonly retried: ReadonlySet<string>;
}

const nameOf = ({ arrival, place }: BatchPair) => `${arrival.id}.${place}`;

/**
 * Drives a batcher at random: arrivals, up to three passes at one time, failures of both kinds, clients that
 * leave.
 */
function drive(rule: BatchRule, seed: number, arrivals = 40): Course {
  const random = seededRandom(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const batcher = new Batcher(rule);
  const settled: Settled[] = [];
  const batches: Course['batches'][number][] = [];
  const retried = new Set<string>();
  const underWay: { batch: Batch; endsAtMs: number }[] = [];
  let nowMs = 0;
  let next = 0;
  let refused = 0;
  for (let step = 0; step < 5000 && (next < arrivals || batcher.openArrivals > 0); step++) {
    nowMs += upTo(12);
    settled.push(...batcher.expire(nowMs));
    for (const pass of [...underWay]) {
      if (pass.endsAtMs > nowMs) continue;
      underWay.splice(underWay.indexOf(pass), 1);
      const fate = random();
      if (fate < 0.9) settled.push(...batcher.finish(pass.batch, nowMs));
      else {
        const isOutOfMemory = fate < 0.96;
        if (isOutOfMemory) for (const pair of pass.batch.pairs) retried.add(nameOf(pair));
        settled.push(...batcher.fail(pass.batch, nowMs, isOutOfMemory));
      }
    }
    if (next < arrivals && random() < 0.5) {
      const lengths = Array.from({ length: 1 + upTo(4) }, () => 1 + upTo(30));
      const refusal = batcher.arrive({ id: next++, arrivedAtMs: nowMs, lengths });
      if (refusal !== null) {
        settled.push(refusal);
        refused++;
      }
      if (next === arrivals) batcher.close();
    }
    if (random() < 0.05) {
      const gone = batcher.cancel(upTo(next), nowMs);
      if (gone !== null) settled.push(gone);
    }
    while (underWay.length < 3) {
      const { maxBatch } = batcher;
      const batch = batcher.take(nowMs);
      if (batch === null) break;
      batches.push({ batch, maxBatch });
      underWay.push({ batch, endsAtMs: nowMs + upTo(40) });
    }
  }
  return { settled, refused, batches, retried };
}

const forAnyCourse = (check: (course: Course, rule: BatchRule) => void) =>
  fc.assert(
    fc.property(rules, fc.integer(), (rule, seed) => check(drive(rule, seed), rule)),
    { numRuns: 300 },
  );

describe('whatever happens', () => {
  it('settles every arrival exactly once', () => {
    forAnyCourse(({ settled }) => {
      const ids = settled.map(({ arrival }) => arrival.id).sort((a, b) => a - b);
      expect(ids).toEqual(Array.from({ length: 40 }, (_, id) => id));
    });
  });

  it('computes no pair twice, unless memory ran out for it, and every pair of what it answers', () => {
    forAnyCourse(({ settled, batches, retried }) => {
      const computed = batches.flatMap(({ batch }) => batch.pairs.map(nameOf));
      const once = computed.filter((name) => !retried.has(name));
      expect(new Set(once).size).toBe(once.length);
      const known = new Set(computed);
      for (const { arrival, outcome } of settled) {
        if (outcome === 'refused') expect(known.has(`${arrival.id}.0`)).toBe(false);
        if (outcome !== 'answered') continue;
        for (const place of arrival.lengths.keys()) expect(known.has(`${arrival.id}.${place}`)).toBe(true);
      }
    });
  });

  it('makes no batch larger than its limits, and none larger after memory ran out', () => {
    forAnyCourse(({ batches }, { tokenBudget }) => {
      let most = Number.POSITIVE_INFINITY;
      for (const { batch, maxBatch } of batches) {
        expect(maxBatch).toBeLessThanOrEqual(most);
        most = maxBatch;
        expect(batch.pairs.length).toBeGreaterThan(0);
        expect(batch.pairs.length).toBeLessThanOrEqual(maxBatch);
        expect(batch.length).toBe(Math.max(...batch.pairs.map(({ length }) => length)));
        if (tokenBudget !== null && batch.pairs.length > 1) {
          expect(batch.pairs.length * batch.length).toBeLessThanOrEqual(tokenBudget);
        }
      }
    });
  });

  it('takes pairs in the order of arrival where it does not look ahead', () => {
    forAnyCourse(({ batches, retried }, { lookAhead }) => {
      if (lookAhead > 0) return;
      const order = batches
        .flatMap(({ batch }) => batch.pairs)
        .filter((pair) => !retried.has(nameOf(pair)))
        .map(({ arrival, place }) => arrival.id * 100 + place);
      expect(order).toEqual([...order].sort((a, b) => a - b));
    });
  });

  it('computes no longer than it takes, and gives nothing up before its time', () => {
    forAnyCourse(({ settled }, { timeoutMs }) => {
      for (const one of settled) {
        expect(one.computingMs).toBeGreaterThanOrEqual(0);
        expect(one.computingMs).toBeLessThanOrEqual(latencyOf(one));
        if (one.outcome === 'timed-out') expect(latencyOf(one)).toBe(timeoutMs);
        if (one.outcome === 'answered' && timeoutMs !== null) {
          expect(latencyOf(one)).toBeLessThanOrEqual(timeoutMs);
        }
      }
    });
  });

  it('refuses nobody without a limit', () => {
    forAnyCourse(({ refused }, { queueLimit }) => {
      if (queueLimit === null) expect(refused).toBe(0);
    });
  });
});
