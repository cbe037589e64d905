import { csvParse, csvParseRows } from 'd3-dsv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadTestsToCsv, recordToCsv } from './csv.ts';
import { loadParts } from './load-report.ts';
import { planWords, policyWords } from './load-test-words.ts';
import { recordToMarkdown } from './markdown.ts';
import {
  exampleCapacity,
  exampleLoadRecord,
  exampleLoadTest,
  examplePlan,
} from './testing/example-load-test.ts';
import { gridRecord } from './testing/grid-record.ts';
import { loadRecordArbitrary } from './testing/load-record-arbitrary.ts';

const { loadTests: threePolicies } = exampleLoadRecord();

describe('load tests as CSV', () => {
  it('are one row a test, with its plan, its rule and its figures', () => {
    const rows = csvParse(loadTestsToCsv(exampleLoadRecord({ id: 'run-7', label: 'desk' })));
    expect(rows.map(({ policy }) => policy)).toEqual(['none', 'fixed', 'dynamic']);
    expect(rows[2]).toMatchObject({
      runId: 'run-7',
      label: 'desk',
      laneId: 'lane-1',
      model: 'builtin:coverage',
      device: 'wasm',
      state: 'done',
      pattern: 'poisson',
      ratePerSecond: '20',
      rampToPerSecond: '',
      // Empty because Poisson arrivals have no bursts.
      burstSize: '',
      clients: '',
      fewestPairs: '1',
      mostPairs: '8',
      maxBatch: '16',
      maxWaitMs: '100',
      arrivals: '200',
      answered: '200',
      pairsAnswered: '400',
      answeredPerSecond: '20',
      latencyMeanMs: '100.5',
      latencyP50Ms: '100.5',
      latencyP95Ms: String(exampleLoadTest().latencyMs?.p95),
      waitingP50Ms: '75.375',
      computingP50Ms: '25.125',
      meanBatch: '4',
      batches: '100',
      predictedAnsweredPerSecond: '19',
      predictedLatencyP99Ms: '',
    });
    // The policy waits for full batches, so there is no longest wait.
    expect(rows[1]).toMatchObject({ maxBatch: '4', maxWaitMs: '' });
  });

  it('take the place of a table of cells only where a run has none', () => {
    const tested = exampleLoadRecord();
    expect(recordToCsv(tested)).toBe(loadTestsToCsv(tested));
    const swept = gridRecord({ samples: 2 });
    const both = { ...swept, ...(threePolicies && { loadTests: threePolicies }) };
    expect(recordToCsv(both)).toBe(recordToCsv(swept));
    const { loadTests: _, ...neither } = tested;
    expect(csvParseRows(recordToCsv(neither))).toHaveLength(1);
  });

  it('are as wide as their header and hold no formula, whatever the texts are', () => {
    fc.assert(
      fc.property(loadRecordArbitrary, (record) => {
        const rows = csvParseRows(loadTestsToCsv(record));
        expect(rows).toHaveLength((record.loadTests ?? []).length + 1);
        expect(new Set(rows.map((row) => row.length))).toEqual(new Set([rows[0]?.length]));
        expect(new Set(rows[0]).size).toBe(rows[0]?.length);
        const texts = rows.flat().filter((field) => !/^-?[\d.e+-]+$/.test(field));
        for (const field of texts) expect(field).not.toMatch(/^[=+\-@\t\r]/);
      }),
      { numRuns: 50 },
    );
  });
});

describe('load tests as Markdown', () => {
  const text = recordToMarkdown(exampleLoadRecord());

  it('have a table that holds the policies against each other', () => {
    expect(text).toContain('### Load test on WASM · fp32 · asyncify · 2 threads\n');
    expect(text).toContain(
      '- Poisson arrivals, 20 a second, for 20 s, 2000 at most, 1 to 8 pairs each, seed 1; given up after 5000 ms, refused once 1000 are waiting.\n',
    );
    expect(text).toContain('- Every policy received the same requests at the same times.\n');
    expect(text).toContain(
      '| dynamic: 16 pairs, 100 ms | 20 | 20 | 40 | 0 | 0 | 0 | 101 | 190 | 198 | 143 | 47.5 | 4 | done |',
    );
    expect(text).toMatch(/^\| no batching \| 20 /m);
    expect(text).toMatch(/^\| fixed: 4 pairs \| 20 /m);
  });

  it('put what was predicted beside what was measured', () => {
    expect(text).toContain('### Predicted against measured\n');
    expect(text).toContain('| dynamic: 16 pairs, 100 ms | answered/s | 19 | 20 | 0.95 |');
    expect(text).toContain('| dynamic: 16 pairs, 100 ms | P50, ms | 90.5 \\(80.5–101\\) | 101 | 0.9 |');
    expect(text).toContain('| dynamic: 16 pairs, 100 ms | P95, ms | 210 \\(170–261\\) | 190 | 1.1 |');
    // Too few answers were predicted for a P99.
    expect(text).not.toContain('| P99, ms | 0');
  });

  it('say of the planner that it is simulated', () => {
    expect(text).toContain('### Planner \\(simulated\\) on WASM');
    expect(text).toContain(
      '- Up to 23.1 requests/s with P99 ≤ 300 ms: at most 8 pairs a batch, waiting at most 20 ms.',
    );
    expect(text).toContain('- Without batching: 12 requests/s.');
    expect(text).toContain('| max pairs per batch | wait 0 ms | wait 20 ms |');
    expect(text).toContain('| 8 | 22 | 23.1 |');
    expect(text).toContain('### Replicas behind one queue \\(simulated\\)');
    expect(text).toContain('| 4 | 101 | 25.3 |');
  });

  it('recommend what to set for many requests at once', () => {
    expect(text).toContain(
      '- **Many requests at once**, 1 to 8 pairs each: batches of up to 8, waiting at most 20 ms on WASM · fp32 · asyncify · 2 threads: up to 23.1 requests/s with P99 ≤ 300 ms; 12 without batching. Simulated from measured passes.',
    );
  });

  it('leave out what only a sweep has, and a sweep what only load tests have', () => {
    expect(text).not.toContain('adaptive rounds');
    expect(text).not.toContain('### WASM');
    const settings = { ...gridRecord().settings, maxBatch: 32 };
    expect(recordToMarkdown({ ...gridRecord({ samples: 2 }), settings })).not.toContain('maxBatch');
    expect(recordToMarkdown(exampleLoadRecord({ settings }))).toContain('maxBatch=32');
  });

  it('keep a lane that did not come about, with its reason', () => {
    const failed = exampleLoadRecord(
      { loadTests: [] },
      { state: 'failed', error: { code: 'cpu-memory', message: 'std::bad_alloc' } },
    );
    expect(recordToMarkdown(failed)).toContain('### WASM · fp32 · asyncify · 2 threads (failed)');
    expect(recordToMarkdown(failed)).toContain('cpu-memory');
  });

  it('keep their shape whatever the texts are', () => {
    fc.assert(
      fc.property(loadRecordArbitrary, (record) => {
        const lines = recordToMarkdown(record).split('\n');
        expect(lines.filter((line) => line.startsWith('## '))).toHaveLength(1);
        let width = 0;
        for (const line of lines) {
          const cells = line.startsWith('|') ? line.replace(/\\./g, '').split('|').length : 0;
          // Every row of a table is as wide as the row before.
          if (cells > 0 && width > 0) expect(cells).toBe(width);
          width = cells;
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('load tests in words', () => {
  it.each([
    [{ rampToPerSecond: 40 }, 'Poisson arrivals, from 20 to 40 a second, for 20 s'],
    [{ pattern: 'constant' }, 'arrivals at even gaps, 20 a second, for 20 s'],
    [{ pattern: 'bursts' }, 'bursts of 8 arrivals, 20 a second in all, for 20 s'],
    [{ pattern: 'closed' }, '4 clients that each ask again when answered, for 20 s'],
    [{ pattern: 'closed', clients: 1 }, '1 client that asks again when answered, for 20 s'],
    [{ pairsPerArrival: [1, 1] }, '2000 at most, 1 pair each, seed 1'],
  ] as const)('say how arrivals came: %j', (change, words) => {
    expect(planWords({ ...examplePlan, ...change })).toContain(words);
  });

  it('say what else limits a batch', () => {
    const { rule } = exampleLoadTest();
    expect(policyWords({ policy: 'dynamic', rule: { ...rule, tokenBudget: 2048, lookAhead: 64 } })).toBe(
      'dynamic: 16 pairs, 100 ms, 2048 tokens, look-ahead 64',
    );
  });

  it('keep tests of other arrivals, and of another patience, apart', () => {
    const faster = exampleLoadTest({ change: { plan: { ...examplePlan, ratePerSecond: 30 } } });
    const impatient = exampleLoadTest({ change: { rule: { ...exampleLoadTest().rule, timeoutMs: 50 } } });
    const { lanes } = exampleLoadRecord({}, {});
    const loadTests = [exampleLoadTest({ policy: 'none' }), faster, exampleLoadTest(), impatient];
    const tables = loadParts({ lanes, loadTests }).filter(({ title }) => title.startsWith('Load test'));
    expect(tables.map(({ table }) => table?.rows.map(([policy]) => policy))).toEqual([
      ['no batching', 'dynamic: 16 pairs, 100 ms'],
      ['dynamic: 16 pairs, 100 ms'],
      ['dynamic: 16 pairs, 100 ms'],
    ]);
    expect(tables[1]?.lines.join()).not.toContain('same arrivals');
  });

  it('hold nothing predicted against a test that was cut off', () => {
    const titles = (state: 'done' | 'cancelled' | 'overloaded') =>
      loadParts({
        lanes: exampleLoadRecord({}, {}).lanes,
        loadTests: [exampleLoadTest({ change: { state } })],
      }).map(({ title }) => title);
    expect(titles('done')).toContain('Predicted against measured');
    expect(titles('cancelled')).not.toContain('Predicted against measured');
    expect(titles('overloaded')).not.toContain('Predicted against measured');
  });

  it('say that no setting keeps the objective, and then nothing of replicas', () => {
    const capacity = { ...exampleCapacity, best: null, replicas: [] };
    const parts = loadParts({ lanes: exampleLoadRecord({}, { capacity }).lanes });
    expect(parts.map(({ lines }) => lines[0])).toEqual([
      'No setting keeps P99 ≤ 300 ms, however few requests come.',
    ]);
  });
});
