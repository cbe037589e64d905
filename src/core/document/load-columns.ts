import type { i18n } from 'i18next';
import { sum } from '../stats/moments.ts';
import type { texts as english } from '../texts/en/index.ts';
import type { Numbers } from '../texts/format.ts';
import { messageText } from '../texts/message.ts';
import type { CsvValue, Form } from './columns.ts';
import type { LoadTestRecord } from './load-test-record.ts';
import type { LaneRecord, RunRecord } from './run-record.ts';

export type LoadColumnName = keyof (typeof english)['load']['column'];

/** A load test's figures, in a record or while it is under way. */
type Test = Omit<LoadTestRecord, 'state'>;

interface PolicyFigure {
  /** `null` where there are too few answers for it. */
  readonly value: (test: Test) => number | null;
  readonly kind: 'count' | 'rate' | 'milliseconds';
}

/**
 * The figures that policies are compared by. Their titles are the texts of the same name (`load.column.…`).
 */
const figures = {
  offered: { kind: 'rate', value: (test) => test.offeredPerSecond },
  answered: { kind: 'rate', value: (test) => test.answeredPerSecond },
  pairsPerSecond: { kind: 'rate', value: (test) => test.pairsPerSecond },
  refused: { kind: 'count', value: ({ counts }) => counts.refused },
  timedOut: { kind: 'count', value: ({ counts }) => counts.timedOut },
  failed: { kind: 'count', value: ({ counts }) => counts.failed },
  cancelled: { kind: 'count', value: ({ counts }) => counts.cancelled },
  p50: { kind: 'milliseconds', value: ({ latencyMs }) => latencyMs?.p50 ?? null },
  p95: { kind: 'milliseconds', value: ({ latencyMs }) => latencyMs?.p95 ?? null },
  p99: { kind: 'milliseconds', value: ({ latencyMs }) => latencyMs?.p99 ?? null },
  waitingP95: { kind: 'milliseconds', value: ({ waitingMs }) => waitingMs?.p95 ?? null },
  computingP95: { kind: 'milliseconds', value: ({ computingMs }) => computingMs?.p95 ?? null },
  /** Pairs of a batch on average. */
  meanBatch: {
    kind: 'rate',
    value: ({ batches }) => (batches.pairs.length === 0 ? null : sum(batches.pairs) / batches.pairs.length),
  },
} as const satisfies Partial<Record<LoadColumnName, PolicyFigure>>;

export type LoadFigure = keyof typeof figures;

/** The figures of each table, in their order. The page shows those of `rare` only where they are not 0. */
export const shownLoadFigures = {
  page: [
    'offered',
    'answered',
    'refused',
    'timedOut',
    'failed',
    'cancelled',
    'p50',
    'p95',
    'p99',
    'waitingP95',
    'computingP95',
    'meanBatch',
  ],
  rare: ['failed', 'cancelled'],
  /** Markdown and a terminal. */
  report: [
    'offered',
    'answered',
    'pairsPerSecond',
    'refused',
    'timedOut',
    'failed',
    'p50',
    'p95',
    'p99',
    'waitingP95',
    'computingP95',
    'meanBatch',
  ],
} as const satisfies Readonly<Record<string, readonly LoadFigure[]>>;

export const loadFigure = (name: LoadFigure, test: Test): number | null => figures[name].value(test);

/** A figure of a test as text; `null` where there are too few answers for it. */
export function loadFigureText(name: LoadFigure, test: Test, numbers: Numbers): string | null {
  const value = loadFigure(name, test);
  return value === null ? null : numbers[figures[name].kind](value);
}

/**
 * The title of a figure or another column of load tests. Markdown and the terminal may have one of their own
 * (`written`).
 */
export function loadColumnTitle(i18n: i18n, name: LoadColumnName, form: Form): string {
  const title = i18n.t(`load.column.${name}.title`);
  return form === 'page' ? title : messageText(i18n, { key: `load.column.${name}.written`, detail: title });
}

type LoadCsvColumn = readonly [
  name: string,
  value: (run: RunRecord, test: LoadTestRecord, lane: LaneRecord | undefined) => CsvValue,
];

/**
 * The columns in their order. Their names are a contract: new columns go to the end, and none changes its
 * meaning. A name that a sweep's table has, too, means the same there.
 */
export const loadCsvColumns: readonly LoadCsvColumn[] = [
  ['runId', (run) => run.id],
  ['startedAt', (run) => run.startedAt],
  ['label', (run) => run.label],
  ['browser', (run) => run.environment.browser],
  ['os', (run) => run.environment.os],
  ['adapter', (run) => run.environment.adapter?.name],
  ['laneId', (_run, test) => test.laneId],
  ['model', (_run, _test, lane) => lane?.model.id],
  ['revision', (_run, _test, lane) => lane?.model.revision],
  ['layers', (_run, _test, lane) => lane?.model.layers],
  ['device', (_run, _test, lane) => lane?.device],
  ['deviceUsed', (_run, _test, lane) => lane?.deviceUsed],
  ['dtype', (_run, _test, lane) => lane?.dtype],
  ['runtime', (_run, _test, lane) => lane?.runtime],
  ['threads', (_run, _test, lane) => lane?.threads],
  ['workers', (_run, _test, lane) => lane?.workers],
  ['maxLength', (run) => run.settings.maxLength],
  ['inputPairCount', (run) => run.input.pairCount],
  ['inputSha256', (run) => run.input.sha256],
  ['policy', (_run, test) => test.policy],
  ['state', (_run, test) => test.state],
  ['error', (_run, test) => test.error?.code],
  ['pattern', (_run, test) => test.plan.pattern],
  ['ratePerSecond', (_run, { plan }) => (plan.pattern === 'closed' ? undefined : plan.ratePerSecond)],
  ['rampToPerSecond', (_run, test) => test.plan.rampToPerSecond],
  ['burstSize', (_run, { plan }) => (plan.pattern === 'bursts' ? plan.burstSize : undefined)],
  ['clients', (_run, { plan }) => (plan.pattern === 'closed' ? plan.clients : undefined)],
  ['fewestPairs', (_run, test) => test.plan.pairsPerArrival[0]],
  ['mostPairs', (_run, test) => test.plan.pairsPerArrival[1]],
  ['planDurationMs', (_run, test) => test.plan.durationMs],
  ['maxArrivals', (_run, test) => test.plan.maxArrivals],
  ['seed', (_run, test) => test.plan.seed],
  ['maxBatch', (_run, test) => test.rule.maxBatch],
  ['maxWaitMs', (_run, test) => test.rule.maxWaitMs],
  ['tokenBudget', (_run, test) => test.rule.tokenBudget],
  ['lookAhead', (_run, test) => test.rule.lookAhead],
  ['timeoutMs', (_run, test) => test.rule.timeoutMs],
  ['queueLimit', (_run, test) => test.rule.queueLimit],
  ['testStartedAtMs', (_run, test) => test.startedAtMs],
  ['testDurationMs', (_run, test) => test.durationMs],
  ['arrivals', (_run, test) => test.counts.arrivals],
  ['answered', (_run, test) => test.counts.answered],
  ['refused', (_run, test) => test.counts.refused],
  ['timedOut', (_run, test) => test.counts.timedOut],
  ['cancelled', (_run, test) => test.counts.cancelled],
  ['failed', (_run, test) => test.counts.failed],
  ['pairsAnswered', (_run, test) => test.counts.pairsAnswered],
  ['offeredPerSecond', (_run, test) => test.offeredPerSecond],
  ['answeredPerSecond', (_run, test) => test.answeredPerSecond],
  ['pairsPerSecond', (_run, test) => test.pairsPerSecond],
  ...tailColumns('latency', (test) => test.latencyMs),
  ...tailColumns('waiting', (test) => test.waitingMs),
  ...tailColumns('computing', (test) => test.computingMs),
  ['batches', (_run, test) => test.batches.pairs.length],
  ['meanBatch', (_run, test) => loadFigure('meanBatch', test)],
  ['predictedAnsweredPerSecond', (_run, test) => test.prediction?.answeredPerSecond],
  ...tailColumns('predictedLatency', (test) => test.prediction?.latencyMs ?? null),
];

function tailColumns(
  name: string,
  tailOf: (test: LoadTestRecord) => LoadTestRecord['latencyMs'],
): readonly LoadCsvColumn[] {
  return [
    [`${name}MeanMs`, (_run, test) => tailOf(test)?.mean],
    [`${name}P50Ms`, (_run, test) => tailOf(test)?.p50],
    [`${name}P95Ms`, (_run, test) => tailOf(test)?.p95],
    [`${name}P99Ms`, (_run, test) => tailOf(test)?.p99],
  ];
}
