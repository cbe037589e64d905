import type { i18n } from 'i18next';
import type { Objective } from '../serving/capacity.ts';
import { englishTexts } from '../texts/english-texts.ts';
import { figure } from '../texts/format.ts';
import { recordedText } from '../texts/message.ts';
import type { LoadTestRecord } from './load-test-record.ts';

const english = englishTexts();

/** "P99 ≤ 300 ms" */
export const objectiveWords = ({ quantile, latencyMs }: Objective, { t }: i18n = english): string =>
  t('loadReport.objective', { percentile: figure(100 * quantile), ms: figure(latencyMs) });

/** "1 to 8 pairs each" */
export function pairsWords(
  [least, most]: LoadTestRecord['plan']['pairsPerArrival'],
  { t }: i18n = english,
): string {
  return least === most
    ? t('loadReport.pairs', { count: most })
    : t('loadReport.pairsRange', { least, most });
}

/**
 * How requests arrived: "Poisson arrivals, 20 a second, for 20 s, 2000 at most, 1 to 8 pairs each, seed 1".
 */
export function planWords(plan: LoadTestRecord['plan'], texts: i18n = english): string {
  const { t } = texts;
  return [
    patternWords(plan, texts),
    t('loadReport.duration', { seconds: figure(plan.durationMs / 1000) }),
    t('loadReport.most', { arrivals: plan.maxArrivals }),
    pairsWords(plan.pairsPerArrival, texts),
    t('report.seed', { seed: plan.seed }),
  ].join(t('joint.parts'));
}

function patternWords(plan: LoadTestRecord['plan'], { t }: i18n): string {
  const { pattern, ratePerSecond, rampToPerSecond, burstSize, clients } = plan;
  const rate =
    rampToPerSecond === null
      ? t('loadReport.steady', { rate: figure(ratePerSecond) })
      : t('loadReport.ramp', { from: figure(ratePerSecond), to: figure(rampToPerSecond) });
  switch (pattern) {
    case 'poisson':
      return t('loadReport.poisson', { rate });
    case 'constant':
      return t('loadReport.constant', { rate });
    case 'bursts':
      return t('loadReport.bursts', { size: burstSize, rate });
    case 'closed':
      return t('loadReport.closed', { count: clients });
    default:
      return pattern satisfies never;
  }
}

/** A policy with its rule for batches: "dynamic: 16 pairs, 100 ms". */
export function policyWords(
  { policy, rule }: Pick<LoadTestRecord, 'policy' | 'rule'>,
  { t }: i18n = english,
): string {
  const { maxBatch: count, maxWaitMs, tokenBudget, lookAhead } = rule;
  switch (policy) {
    case 'none':
      return t('loadReport.policy.none');
    case 'fixed':
      return t('loadReport.policy.fixed', { count });
    case 'dynamic':
      return [
        t('loadReport.policy.dynamic', { count }),
        maxWaitMs === null
          ? t('loadReport.policy.whenFull')
          : t('loadReport.policy.wait', { ms: figure(maxWaitMs) }),
        ...(tokenBudget === null ? [] : [t('loadReport.policy.tokens', { tokens: tokenBudget })]),
        ...(lookAhead === 0 ? [] : [t('loadReport.policy.lookAhead', { pairs: lookAhead })]),
      ].join(t('joint.parts'));
    default:
      return policy satisfies never;
  }
}

/** When an arrival is not answered, whatever the policy. */
export function limitsWords({ timeoutMs, queueLimit }: LoadTestRecord['rule'], { t }: i18n): string {
  return [
    timeoutMs === null ? t('loadReport.noTimeout') : t('loadReport.timeout', { ms: figure(timeoutMs) }),
    queueLimit === null ? t('loadReport.noQueueLimit') : t('loadReport.queueLimit', { waiting: queueLimit }),
  ].join(t('joint.parts'));
}

/** How a load test ended. */
export function loadTestStateWords(
  { state, error }: Pick<LoadTestRecord, 'state' | 'error'>,
  texts: i18n,
): string {
  const { t } = texts;
  if (state !== 'failed' || error === undefined) return t(`loadReport.state.${state}`);
  return t('loadReport.failedBecause', { reason: recordedText(texts, 'reason', error) });
}
