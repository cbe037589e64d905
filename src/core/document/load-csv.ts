import { type CsvValue, csvDocument } from './csv-document.ts';
import type { LoadTestRecord } from './load-test-record.ts';
import { meanBatch } from './load-test-words.ts';
import type { LaneRecord, RunRecord } from './run-record.ts';

type Column = readonly [
  name: string,
  value: (run: RunRecord, test: LoadTestRecord, lane: LaneRecord | undefined) => CsvValue,
];

/** The columns in their order. Names are a contract: new ones go to the end, none changes its meaning. Those of a sweep's table mean the same. */
const columns: readonly Column[] = [
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
  ['meanBatch', (_run, test) => meanBatch(test)],
  ['predictedAnsweredPerSecond', (_run, test) => test.prediction?.answeredPerSecond],
  ...tailColumns('predictedLatency', (test) => test.prediction?.latencyMs ?? null),
];

function tailColumns(
  name: string,
  tailOf: (test: LoadTestRecord) => LoadTestRecord['latencyMs'],
): readonly Column[] {
  return [
    [`${name}MeanMs`, (_run, test) => tailOf(test)?.mean],
    [`${name}P50Ms`, (_run, test) => tailOf(test)?.p50],
    [`${name}P95Ms`, (_run, test) => tailOf(test)?.p95],
    [`${name}P99Ms`, (_run, test) => tailOf(test)?.p99],
  ];
}

/**
 * The record's load tests as CSV (RFC 4180, lines end in CR LF): a header, then one row a test, in their order. What is not known, and a limit that
 * is not set, is an empty field. Single arrivals and batches, and the planner's grid, are only in the JSON.
 */
export function loadTestsToCsv(record: RunRecord): string {
  const lanes = new Map(record.lanes.map((lane) => [lane.id, lane]));
  return csvDocument(
    columns.map(([name]) => name),
    (record.loadTests ?? []).map((test) =>
      columns.map(([, value]) => value(record, test, lanes.get(test.laneId))),
    ),
  );
}
