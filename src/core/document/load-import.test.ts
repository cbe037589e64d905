import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRecordsFile } from './import-record.ts';
import { archiveOf } from './record-files.ts';
import { exampleLoadRecord, exampleLoadTest } from './testing/example-load-test.ts';
import { loadRecordArbitrary } from './testing/load-record-arbitrary.ts';

const arrivals = [
  { pairs: 2, latencyMs: 30, computingMs: 10 },
  { pairs: 1, latencyMs: 0, computingMs: 0, outcome: 'refused' },
  { pairs: 3, latencyMs: 5000, computingMs: 0, outcome: 'timed-out' },
] as const;
const record = exampleLoadRecord({ loadTests: [exampleLoadTest({ arrivals, batches: [2, 1] })] });

/** The record's JSON, with its load test changed as if by hand. */
function changed(change: (test: ReturnType<typeof JSON.parse>) => void): string {
  const raw = JSON.parse(JSON.stringify(record));
  change(raw.loadTests[0]);
  return JSON.stringify(raw);
}

describe('a file of runs with load tests', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(loadRecordArbitrary, (one) => {
        // JSON has no −0.
        const record = JSON.parse(JSON.stringify(one));
        const runs = [{ record, name: '', note: '' }];
        expect(parseRecordsFile(archiveOf(runs, '2026-11-20T10:00:00.000Z'))).toEqual({ state: 'ok', runs });
      }),
      { numRuns: 50 },
    );
  });

  it('may hold a run that was cut off with arrivals still open', () => {
    const cutOff = changed(({ counts }) => {
      counts.arrivals = 7;
    });
    expect(parseRecordsFile(cutOff).state).toBe('ok');
  });

  it.each([
    ['a lane that is not there', (test) => (test.laneId = 'lane-9'), 'laneId'],
    ['fewer pairs than arrivals', (test) => test.arrivals.pairs.pop(), 'arrivals.pairs'],
    ['more latencies than arrivals', (test) => test.arrivals.latencyMs.push(1), 'arrivals.latencyMs'],
    ['fewer outcomes than arrivals', (test) => test.arrivals.outcome.pop(), 'arrivals.outcome'],
    ['more batches than starts', (test) => test.batches.ms.push(10), 'batches.ms'],
    ['a column that is missing', (test) => delete test.batches.waiting, 'batches.waiting'],
    ['an outcome nobody knows', (test) => (test.arrivals.outcome[1] = 'lost'), 'arrivals.outcome.1'],
    ['a time below 0', (test) => (test.batches.ms[1] = -1), 'batches.ms.1'],
    ['fewer arrivals than outcomes', (test) => (test.counts.arrivals = 2), 'counts.arrivals'],
    ['answers that are none', (test) => (test.counts.answered = 2), 'counts.answered'],
    ['a refusal that is none', (test) => (test.counts.refused = 0), 'counts.refused'],
    ['a timeout that is none', (test) => (test.counts.timedOut = 2), 'counts.timedOut'],
    ['a failure that is none', (test) => (test.counts.failed = 1), 'counts.failed'],
    ['a cancellation that is none', (test) => (test.counts.cancelled = 1), 'counts.cancelled'],
    ['pairs that nobody was answered', (test) => (test.counts.pairsAnswered = 6), 'counts.pairsAnswered'],
    ['answers without latency', (test) => (test.latencyMs = null), 'latencyMs'],
    ['a range of pairs turned round', (test) => (test.plan.pairsPerArrival = [8, 1]), 'plan.pairsPerArrival'],
  ] as const satisfies readonly (readonly [
    string,
    (test: ReturnType<typeof JSON.parse>) => unknown,
    string,
  ])[])('is refused for %s', (_what, change, where) => {
    const text = changed((test) => void change(test));
    expect(parseRecordsFile(text)).toEqual({
      state: 'error',
      code: 'not-a-record',
      where: `loadTests.0.${where}`,
    });
  });

  it('may have columns longer than any other list, and not of any length', () => {
    const withBatches = (length: number) =>
      changed((test) => {
        for (const name of Object.keys(test.batches)) test.batches[name] = new Array(length).fill(1);
      });
    expect(parseRecordsFile(withBatches(200_000)).state).toBe('ok');
    expect(parseRecordsFile(withBatches(250_001))).toEqual({ state: 'error', code: 'too-large' });
    const elsewhere = changed((test) => {
      test.events = new Array(20_001).fill(1);
    });
    expect(parseRecordsFile(elsewhere)).toEqual({ state: 'error', code: 'too-large' });
  });

  it('full of bad values is refused at the first bad column', () => {
    const flood = changed((test) => {
      for (const name of Object.keys(test.arrivals)) test.arrivals[name] = new Array(240_000).fill('');
      test.counts.arrivals = 240_000;
    });
    expect(parseRecordsFile(flood)).toMatchObject({ state: 'error', code: 'not-a-record' });
  });

  it('leaves no prototype key behind', () => {
    const hostile = JSON.stringify(record).replace(
      '"batches":{',
      '"batches":{"__proto__":{"polluted":true},"constructor":[1],',
    );
    const parsed = parseRecordsFile(hostile);
    expect(parsed.state).toBe('ok');
    expect(JSON.stringify(parsed)).not.toMatch(/polluted|constructor/);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
