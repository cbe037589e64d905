import { Anchor } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecommendationRecord } from '../../../core/document/recommendation-record.ts';
import { useFormat } from '../kit/use-format.ts';
import { quantileName } from '../load/load-headline.ts';
import { usePairsPerRequestText } from '../load/use-plan-text.ts';
import type { LaneFacts } from './lane-facts.ts';
import classes from './recommendation.module.css';
import { useShowResult } from './show-result.ts';
import { Card } from './situation-card.tsx';

type CapacityRecommendation = Extract<RecommendationRecord, { kind: 'capacity' }>;

interface ConcurrentCardProps {
  readonly recommendations: readonly RecommendationRecord[];
  readonly lanes: readonly LaneFacts[];
  /** Backend and device of a lane, in words. */
  readonly place: (lane: LaneFacts) => string;
}

/** Several users at a time: what the planner found, or that a load test would. */
export function ConcurrentCard({ recommendations, ...shared }: ConcurrentCardProps) {
  const { t } = useTranslation();
  const show = useShowResult();
  const found = recommendations.find((one): one is CapacityRecommendation => one.kind === 'capacity');
  return (
    <Card
      id="concurrent"
      title={t('recommendation.situation.concurrent')}
      range={t('recommendation.concurrentRange')}
    >
      {found === undefined ? (
        <p>{t('recommendation.concurrent')}</p>
      ) : (
        <Found recommendation={found} {...shared} />
      )}
      <Anchor component="button" type="button" size="sm" ta="start" onClick={() => show('load')}>
        {t('load.toTab')}
      </Anchor>
    </Card>
  );
}

function Found({
  recommendation,
  lanes,
  place,
}: Omit<ConcurrentCardProps, 'recommendations'> & { readonly recommendation: CapacityRecommendation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const pairsText = usePairsPerRequestText();
  const { laneId, quantile, latencyMs, pairsPerArrival } = recommendation;
  const { maxBatch, maxWaitMs, ratePerSecond, unbatchedRatePerSecond } = recommendation;
  const lane = lanes.find(({ id }) => id === laneId);
  return (
    <>
      <div className={classes.cardNumber}>
        <strong>{format.count(maxBatch)}</strong> {t('capacity.batch')}
      </div>
      <p>
        {t('capacity.reason', {
          rate: format.rate(ratePerSecond),
          tail: quantileName(quantile),
          latency: format.duration(latencyMs),
          wait: format.rate(maxWaitMs),
          pairs: pairsText(pairsPerArrival),
        })}
      </p>
      <p className={classes.dim}>{t('capacity.unbatched', { rate: format.rate(unbatchedRatePerSecond) })}</p>
      <p className={classes.certainty} data-certainty="simulated">
        <IconFlask size={15} aria-hidden />
        <span>{t('capacity.simulated')}</span>
      </p>
      {lane !== undefined && <p className={classes.cardPlace}>{place(lane)}</p>}
    </>
  );
}
