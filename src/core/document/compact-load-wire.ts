import { type CompactLoadTest, maxCompactRates } from './compact-load.ts';
import type { CapacityPlanRecord } from './load-test-record.ts';

/*
 * Load tests and the planner's findings in a link: values by their place. Within a version nothing moves, and a new value goes to the end of
 * its list.
 */

const planFields = [
  'pattern',
  'ratePerSecond',
  'rampToPerSecond',
  'burstSize',
  'clients',
  'pairsPerArrival',
  'durationMs',
  'maxArrivals',
  'seed',
] as const;
const ruleFields = ['maxBatch', 'maxWaitMs', 'tokenBudget', 'lookAhead', 'timeoutMs', 'queueLimit'] as const;
const countFields = [
  'arrivals',
  'answered',
  'refused',
  'timedOut',
  'cancelled',
  'failed',
  'pairsAnswered',
] as const;
const tailFields = ['mean', 'p50', 'p95', 'p99'] as const;
const rateFields = ['maxBatch', 'maxWaitMs', 'ratePerSecond'] as const;
const replicaFields = ['replicas', 'ratePerSecond'] as const;

const pack = <K extends string>(value: Readonly<Record<K, unknown>> | null, fields: readonly K[]) =>
  value && fields.map((name) => value[name]);

function unpack(wire: unknown, fields: readonly string[]): unknown {
  if (!Array.isArray(wire)) return wire;
  return Object.fromEntries(fields.map((name, i) => [name, wire[i]]));
}

function unpackEach(wire: unknown, fields: readonly string[]): unknown {
  return Array.isArray(wire) && wire.length <= maxCompactRates
    ? wire.map((one) => unpack(one, fields))
    : null;
}

export function packLoadTest(test: CompactLoadTest): readonly unknown[] {
  const { prediction } = test;
  return [
    [test.lane, test.policy, test.state, test.durationMs],
    pack(test.plan, planFields),
    pack(test.rule, ruleFields),
    pack(test.counts, countFields),
    [test.offeredPerSecond, test.answeredPerSecond, test.pairsPerSecond],
    [test.latencyMs, test.waitingMs, test.computingMs].map((one) => pack(one, tailFields)),
    prediction && [prediction.answered, prediction.answeredPerSecond, pack(prediction.latencyMs, tailFields)],
  ];
}

/** What may be a load test, for the schema to judge. */
export function unpackLoadTest(wire: unknown): unknown {
  if (!Array.isArray(wire)) return null;
  const [head, plan, rule, counts, rates, tails, prediction] = wire;
  const [lane, policy, state, durationMs] = list(head);
  const [offeredPerSecond, answeredPerSecond, pairsPerSecond] = list(rates);
  const [latencyMs, waitingMs, computingMs] = list(tails).map((one) => unpack(one, tailFields));
  const [answered, predictedPerSecond, predictedMs] = list(prediction);
  return {
    lane,
    policy,
    state,
    durationMs,
    plan: unpack(plan, planFields),
    rule: unpack(rule, ruleFields),
    counts: unpack(counts, countFields),
    offeredPerSecond,
    answeredPerSecond,
    pairsPerSecond,
    latencyMs,
    waitingMs,
    computingMs,
    prediction: prediction && {
      answered,
      answeredPerSecond: predictedPerSecond,
      latencyMs: unpack(predictedMs, tailFields),
    },
  };
}

export function packCapacity({ objective, rates, best, replicas, ...rest }: CapacityPlanRecord) {
  return [
    [objective.quantile, objective.latencyMs],
    rates.map((one) => pack(one, rateFields)),
    pack(best, rateFields),
    rest.unbatchedRatePerSecond,
    replicas.map((one) => pack(one, replicaFields)),
    rest.simulatedArrivals,
  ];
}

/** What may be the planner's findings, for the schema to judge. */
export function unpackCapacity(wire: unknown): unknown {
  if (!Array.isArray(wire)) return null;
  const [objective, rates, best, unbatchedRatePerSecond, replicas, simulatedArrivals] = wire;
  return {
    objective: unpack(objective, ['quantile', 'latencyMs']),
    rates: unpackEach(rates, rateFields),
    best: unpack(best, rateFields),
    unbatchedRatePerSecond,
    replicas: unpackEach(replicas, replicaFields),
    simulatedArrivals,
  };
}

const list = (wire: unknown): readonly unknown[] => (Array.isArray(wire) ? wire : []);
