import { useTranslation } from 'react-i18next';
import type { DraftLoadTest } from '../../../core/document/run-draft.ts';
import type { Format } from '../../../core/texts/format.ts';
import { useFormat } from '../kit/use-texts.ts';

/** "Poisson arrivals · 18.2 requests/s · 1–8 documents each · 20 s" */
export function usePlanText(): (plan: DraftLoadTest['plan']) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const pairsText = usePairsPerRequestText();
  return (plan) => {
    const { pattern, ratePerSecond, rampToPerSecond, burstSize, clients, pairsPerArrival, durationMs } = plan;
    const rate =
      rampToPerSecond === null
        ? t('load.planText.rate', { rate: format.rate(ratePerSecond) })
        : t('load.planText.ramp', { from: format.rate(ratePerSecond), to: format.rate(rampToPerSecond) });
    const arrivals = () => {
      switch (pattern) {
        case 'poisson':
        case 'constant':
          return [t(`load.planText.${pattern}`), rate];
        case 'bursts':
          return [t('load.planText.bursts', { size: burstSize }), rate];
        case 'closed':
          return [t('load.planText.clients', { count: clients })];
        default:
          return pattern satisfies never;
      }
    };
    return [...arrivals(), pairsText(pairsPerArrival), format.duration(durationMs)].join(' · ');
  };
}

/** "1–8 documents each" */
export function usePairsPerRequestText(): (pairs: readonly [number, number]) => string {
  const { t } = useTranslation();
  return ([min, max]) =>
    min === max ? t('load.planText.pairs', { count: min }) : t('load.planText.pairsRange', { min, max });
}

/** "P99" for 0.99. */
export const quantileName = (quantile: number): string => `P${Number((100 * quantile).toPrecision(4))}`;

/** A change, given as a share, with its sign: +4%, −0.5%, 0%. */
export function signedPercent(share: number, { percent }: Pick<Format, 'percent'>): string {
  // `percent` treats shares just below 1 with care. Beyond 1 it only rounds, which is what a change needs.
  const text = percent(Math.abs(share));
  if (share === 0) return text;
  return `${share > 0 ? '+' : '−'}${text}`;
}
