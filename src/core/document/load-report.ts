import { figure } from './figure-text.ts';
import type { CapacityPlanRecord, LoadTestRecord } from './load-test-record.ts';
import {
  limitsWords,
  loadTestStateWords,
  meanBatch,
  objectiveWords,
  planWords,
  policyWords,
} from './load-test-words.ts';
import { laneWords } from './record-words.ts';
import type { ReportPart } from './report.ts';
import type { LaneRecord, RunRecord } from './run-record.ts';
import { isSuspect } from './run-record.ts';

/**
 * A record's load tests in words, in English: the policies that met the same arrivals in one table, what was foretold of them, and what the
 * planner found. None where the record has none.
 */
export function loadParts({ lanes, loadTests = [] }: Pick<RunRecord, 'lanes' | 'loadTests'>): ReportPart[] {
  return lanes.flatMap((lane) => [
    ...sameArrivals(loadTests.filter(({ laneId }) => laneId === lane.id)).flatMap((tests) => [
      testsPart(lane, tests),
      ...predictionPart(tests),
    ]),
    ...(lane.capacity === undefined ? [] : plannerParts(lane, lane.capacity)),
  ]);
}

/** Tests of one plan and one patience are held against each other; what follows another plan is apart. */
function sameArrivals(tests: readonly LoadTestRecord[]): LoadTestRecord[][] {
  const groups = new Map<string, LoadTestRecord[]>();
  for (const test of tests) {
    const { timeoutMs, queueLimit } = test.rule;
    const key = JSON.stringify([test.plan, timeoutMs, queueLimit]);
    groups.set(key, [...(groups.get(key) ?? []), test]);
  }
  return [...groups.values()];
}

const resultHead = [
  'policy',
  'offered/s',
  'answered/s',
  'pairs/s',
  'refused',
  'timed out',
  'failed',
  'P50, ms',
  'P95, ms',
  'P99, ms',
  'waiting P95',
  'computing P95',
  'mean batch',
  'state',
];

function testsPart(lane: LaneRecord, tests: readonly LoadTestRecord[]): ReportPart {
  const [first] = tests;
  return {
    title: `Load test on ${laneWords(lane)}${isSuspect(lane) ? ' (SUSPECT SCORES)' : ''}`,
    lines: [
      ...(first === undefined ? [] : [`${planWords(first.plan)}; ${limitsWords(first.rule)}.`]),
      ...(tests.length > 1 ? [sameForAll(first?.plan.pattern)] : []),
      'Latency counts from when an arrival was due, and is waiting and computing together.',
      ...tests.flatMap((test) =>
        test.events.map(({ message, kind }) => `${policyWords(test)}: ${message === '' ? kind : message}`),
      ),
    ],
    table: { head: resultHead, rows: tests.map(resultRow) },
  };
}

const sameForAll = (pattern: LoadTestRecord['plan']['pattern'] | undefined) =>
  pattern === 'closed'
    ? 'Every policy had as many clients, which asked for the same pairs in the same order.'
    : 'Every policy met the same arrivals.';

const orEmpty = (value: number | null | undefined) =>
  value === null || value === undefined ? '' : figure(value);

function resultRow(test: LoadTestRecord): string[] {
  const { counts, latencyMs, waitingMs, computingMs } = test;
  return [
    policyWords(test),
    figure(test.offeredPerSecond),
    figure(test.answeredPerSecond),
    figure(test.pairsPerSecond),
    String(counts.refused),
    String(counts.timedOut),
    String(counts.failed),
    orEmpty(latencyMs?.p50),
    orEmpty(latencyMs?.p95),
    orEmpty(latencyMs?.p99),
    orEmpty(waitingMs?.p95),
    orEmpty(computingMs?.p95),
    orEmpty(meanBatch(test)),
    loadTestStateWords(test),
  ];
}

/** Only of tests that ran to their end: what was foretold is of the whole schedule. */
function predictionPart(tests: readonly LoadTestRecord[]): ReportPart[] {
  const rows = tests.filter(({ state }) => state === 'done').flatMap(predictionRows);
  if (rows.length === 0) return [];
  return [
    {
      title: 'Predicted against measured',
      lines: [
        'Predicted by simulation, from times of single passes that were measured before the test began.',
      ],
      table: { head: ['policy', 'figure', 'predicted', 'measured', 'predicted ÷ measured'], rows },
    },
  ];
}

function predictionRows(test: LoadTestRecord): string[][] {
  const { prediction, latencyMs, answeredPerSecond } = test;
  if (prediction === null || latencyMs === null) return [];
  const figures: readonly (readonly [string, number | null, number | null])[] = [
    ['answered/s', prediction.answeredPerSecond, answeredPerSecond],
    ['P50, ms', prediction.latencyMs.p50, latencyMs.p50],
    ['P95, ms', prediction.latencyMs.p95, latencyMs.p95],
    ['P99, ms', prediction.latencyMs.p99, latencyMs.p99],
  ];
  return figures.flatMap(([name, predicted, measured]) =>
    predicted === null || measured === null
      ? []
      : [[policyWords(test), name, figure(predicted), figure(measured), shareWords(predicted, measured)]],
  );
}

/** "1.04" */
const shareWords = (predicted: number, measured: number) =>
  measured === 0 ? '' : figure(predicted / measured);

function plannerParts(lane: LaneRecord, plan: CapacityPlanRecord): ReportPart[] {
  const { best, objective, rates, replicas, simulatedArrivals, unbatchedRatePerSecond } = plan;
  const bestWords =
    best === null
      ? `No setting keeps ${objectiveWords(objective)} at any rate.`
      : `Up to ${figure(best.ratePerSecond)} requests/s with ${objectiveWords(objective)}: at most ${best.maxBatch} pairs a batch, waiting at most ${figure(best.maxWaitMs)} ms.`;
  return [
    {
      title: `Planner (simulated) on ${laneWords(lane)}`,
      lines: [
        bestWords,
        `Without batching: ${figure(unbatchedRatePerSecond)} requests/s.`,
        `From ${simulatedArrivals} simulated arrivals; nothing of it was measured but the times of single passes. In the table: requests/s that keep ${objectiveWords(objective)}.`,
      ],
      table: rates.length === 0 ? null : rateTable(rates),
    },
    ...(best === null || replicas.length === 0
      ? []
      : [
          {
            title: 'Replicas behind one queue (simulated)',
            lines: ['The best setting on several machines like this one.'],
            table: {
              head: ['replicas', 'requests/s', 'a replica'],
              rows: replicas.map(({ replicas: count, ratePerSecond }) => [
                String(count),
                figure(ratePerSecond),
                count === 0 ? '' : figure(ratePerSecond / count),
              ]),
            },
          },
        ]),
  ];
}

const ascending = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b);

function rateTable(rates: CapacityPlanRecord['rates']) {
  const batches = ascending(rates.map(({ maxBatch }) => maxBatch));
  const waits = ascending(rates.map(({ maxWaitMs }) => maxWaitMs));
  const rateOf = (batch: number, wait: number) =>
    rates.find(({ maxBatch, maxWaitMs }) => maxBatch === batch && maxWaitMs === wait)?.ratePerSecond;
  return {
    head: ['most pairs a batch', ...waits.map((wait) => `wait ${figure(wait)} ms`)],
    rows: batches.map((batch) => [String(batch), ...waits.map((wait) => orEmpty(rateOf(batch, wait)))]),
  };
}
