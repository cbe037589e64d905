import type { Objective } from '../serving/capacity.ts';
import { figure } from './figure-text.ts';
import type { LoadTestRecord } from './load-test-record.ts';

/** "P99 ≤ 300 ms" */
export const objectiveWords = ({ quantile, latencyMs }: Objective): string =>
  `P${figure(100 * quantile)} ≤ ${figure(latencyMs)} ms`;

/** "1 to 8 pairs each" */
export function pairsWords([least, most]: LoadTestRecord['plan']['pairsPerArrival']): string {
  if (least !== most) return `${least} to ${most} pairs each`;
  return `${most} ${most === 1 ? 'pair' : 'pairs'} each`;
}

/** How arrivals came, in English: "Poisson arrivals, 20 a second, for 20 s, 2000 at most, 1 to 8 pairs each, seed 1". */
export function planWords({
  durationMs,
  maxArrivals,
  pairsPerArrival,
  seed,
  ...plan
}: LoadTestRecord['plan']) {
  return [
    patternWords(plan),
    `for ${figure(durationMs / 1000)} s`,
    `${maxArrivals} at most`,
    pairsWords(pairsPerArrival),
    `seed ${seed}`,
  ].join(', ');
}

type Pattern = Pick<
  LoadTestRecord['plan'],
  'pattern' | 'ratePerSecond' | 'rampToPerSecond' | 'burstSize' | 'clients'
>;

function patternWords({ pattern, ratePerSecond, rampToPerSecond, burstSize, clients }: Pattern): string {
  const rate =
    rampToPerSecond === null
      ? `${figure(ratePerSecond)} a second`
      : `from ${figure(ratePerSecond)} to ${figure(rampToPerSecond)} a second`;
  switch (pattern) {
    case 'poisson':
      return `Poisson arrivals, ${rate}`;
    case 'constant':
      return `arrivals at even gaps, ${rate}`;
    case 'bursts':
      return `bursts of ${burstSize} arrivals, ${rate} in all`;
    case 'closed':
      return `${clients} ${clients === 1 ? 'client that asks' : 'clients that each ask'} again when answered`;
    default:
      return pattern satisfies never;
  }
}

/** A policy with what its batches are, in English: "dynamic: 16 pairs, 100 ms". */
export function policyWords({ policy, rule }: Pick<LoadTestRecord, 'policy' | 'rule'>): string {
  switch (policy) {
    case 'none':
      return 'no batching';
    case 'fixed':
      return `fixed: ${rule.maxBatch} ${rule.maxBatch === 1 ? 'pair' : 'pairs'}`;
    case 'dynamic':
      return [
        `dynamic: ${rule.maxBatch} ${rule.maxBatch === 1 ? 'pair' : 'pairs'}`,
        rule.maxWaitMs === null ? 'when full' : `${figure(rule.maxWaitMs)} ms`,
        ...(rule.tokenBudget === null ? [] : [`${rule.tokenBudget} tokens`]),
        ...(rule.lookAhead === 0 ? [] : [`look-ahead ${rule.lookAhead}`]),
      ].join(', ');
    default:
      return policy satisfies never;
  }
}

/** When an arrival is not answered, whatever the policy. */
export function limitsWords({ timeoutMs, queueLimit }: LoadTestRecord['rule']): string {
  return [
    timeoutMs === null ? 'no timeout' : `given up after ${figure(timeoutMs)} ms`,
    queueLimit === null ? 'no limit to the queue' : `refused where ${queueLimit} wait`,
  ].join(', ');
}

/** What came of it, in English. */
export function loadTestStateWords({ state, error }: Pick<LoadTestRecord, 'state' | 'error'>): string {
  switch (state) {
    case 'done':
      return 'done';
    case 'overloaded':
      return 'overloaded: the queue grew without bound';
    case 'cancelled':
      return 'stopped';
    case 'failed':
      return error === undefined ? 'failed' : `failed: ${error.message === '' ? error.code : error.message}`;
    default:
      return state satisfies never;
  }
}

/** Pairs of a batch on average; `null` where no batch is known. */
export function meanBatch({ batches }: Pick<LoadTestRecord, 'batches'>): number | null {
  const { pairs } = batches;
  return pairs.length === 0 ? null : pairs.reduce((sum, one) => sum + one, 0) / pairs.length;
}
