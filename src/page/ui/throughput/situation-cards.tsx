import { Anchor, Button } from '@mantine/core';
import { IconCircleCheck, IconFlask, IconHelpCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { equivalentShare } from '../../../core/bench/equivalence.ts';
import {
  type Situation,
  situationPairCounts,
  smallDeviceShare,
} from '../../../core/bench/situation-recommendation.ts';
import type { RecommendationOf, RecommendationRecord } from '../../../core/document/recommendation-record.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { bytesPerMebibyte } from '../kit/mebibyte.ts';
import { useFormat } from '../kit/use-texts.ts';
import { quantileName, usePairsPerRequestText } from '../load/load-test-words.ts';
import classes from './recommendation.module.css';
import { type LaneFacts, usePairsText } from './shown-lanes.ts';
import { useShowResult } from './shown-result.ts';

interface SituationCardProps {
  readonly situation: SituationRecord['situation'];
  readonly answer: SituationAnswer;
  readonly lanes: readonly LaneFacts[];
  readonly name: (lane: LaneFacts) => string;
  /** Backend and device of a lane, in words. */
  readonly where: (lane: LaneFacts) => string;
}

/** What to set for one use, why, how sure that is, and on which device it holds. */
export function SituationCard({ situation, answer, ...shared }: SituationCardProps) {
  const { t } = useTranslation();
  const [min, max] = situationPairCounts[situation];
  return (
    <Card
      id={situation}
      title={t(`recommendation.situation.${situation}`)}
      range={t('recommendation.range', { min, max })}
    >
      {answer.state === 'found' ? (
        <Found recommendation={answer.recommendation} {...shared} />
      ) : answer.state === 'no-pair-count' ? (
        <MissingPairs add={answer.add} />
      ) : (
        <p>{t(situation === 'small-device' ? 'recommendation.noMemory' : 'recommendation.nothingTrusted')}</p>
      )}
    </Card>
  );
}

/** Says that no pair count stands for this use, and offers to measure one that does. */
function MissingPairs({ add }: { readonly add: number }) {
  const { t } = useTranslation();
  const { run } = useServices();
  const changeSettings = useAppState((state) => state.changeSettings);
  const pairCounts = useAppState((state) => state.settings.pairCounts);
  const isOwn = useAppState((state) => state.shownRun === null && !isRunUnderWay(state.runState));
  const addAndRun = () => {
    changeSettings({ pairCounts: [...new Set([...pairCounts, add])].sort((a, b) => a - b) });
    void run();
  };
  return (
    <>
      <p>{t('recommendation.noPairs')}</p>
      {isOwn && (
        <Button variant="light" size="compact-sm" onClick={addAndRun}>
          {t('recommendation.addPairs', { pairs: add })}
        </Button>
      )}
    </>
  );
}

interface CardProps {
  readonly id: string;
  readonly title: string;
  readonly range: string;
  readonly children: ReactNode;
}

/** One use, in a frame. */
function Card({ id, title, range, children }: CardProps) {
  return (
    <li className={classes.card} data-situation={id}>
      <div>
        <h4 className={classes.cardTitle}>{title}</h4>
        <div className={classes.cardRange}>{range}</div>
      </div>
      {children}
    </li>
  );
}

function Found({
  recommendation,
  lanes,
  name,
  where,
}: Omit<SituationCardProps, 'situation' | 'answer'> & { readonly recommendation: SituationRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const pairsText = usePairsText();
  const showValue = useCriterionValue(recommendation.criterion);
  const { laneId, batchSize, value, pairCount, criterion, runnerUp, certainty, onlyMeasured } =
    recommendation;
  const lane = lanes.find(({ id }) => id === laneId);
  const other = lanes.find(({ id }) => id === runnerUp?.laneId);
  const margin = format.percent(1 - (criterion === 'memory' ? smallDeviceShare : equivalentShare));
  const isSure = certainty === 'sure';
  const Icon = isSure ? IconCircleCheck : IconHelpCircle;
  const runnerUpText = () => {
    if (runnerUp === null) return t('recommendation.noRunnerUp');
    const values = { batch: runnerUp.batchSize, value: showValue(runnerUp.value) };
    return runnerUp.laneId === laneId || other === undefined
      ? t('recommendation.runnerUp', values)
      : t('recommendation.runnerUpElsewhere', { ...values, lane: name(other) });
  };
  return (
    <>
      <div className={classes.cardNumber} data-certainty={certainty}>
        <strong>{format.count(batchSize)}</strong>{' '}
        {isSure || onlyMeasured ? t('recommendation.batch') : t('recommendation.tentative')}
      </div>
      <p>
        {t(isSure ? `recommendation.reason.${criterion}` : `recommendation.soFar.${criterion}`, {
          pairs: pairsText([pairCount]),
          margin,
          value: showValue(value),
        })}
      </p>
      <p className={classes.dim}>{runnerUpText()}</p>
      <p className={classes.certainty} data-certainty={certainty}>
        <Icon size={15} aria-hidden />
        <span>{t(`recommendation.certainty.${onlyMeasured ? 'only-measured' : certainty}`)}</span>
      </p>
      {lane !== undefined && <p className={classes.cardWhere}>{where(lane)}</p>}
    </>
  );
}

function useCriterionValue(criterion: SituationRecord['criterion']): (value: number) => string {
  const { t } = useTranslation();
  const format = useFormat();
  switch (criterion) {
    case 'p95-latency':
    case 'median-latency':
      return format.duration;
    case 'throughput':
      return (rate) => t('recommendation.pairsPerSecond', { rate: format.rate(rate) });
    case 'memory':
      return (bytes) => t('recommendation.mebibytes', { amount: format.rate(bytes / bytesPerMebibyte) });
    default:
      return criterion satisfies never;
  }
}

type SituationRecord = RecommendationOf<'situation'>;

type SituationAnswer =
  | { readonly state: 'found'; readonly recommendation: SituationRecord }
  /** No pair count of the plan suits the situation. `add` would. */
  | { readonly state: 'no-pair-count'; readonly add: number }
  /** A pair count suits, but nothing trustworthy was measured with it. */
  | { readonly state: 'not-measured' };

/** A pair count to add for each situation. */
const suggested: Readonly<Record<Situation, number>> = { interactive: 10, offline: 50, 'small-device': 5 };

/** What a run recommends for each situation. */
export function situationAnswers(
  recommendations: readonly RecommendationRecord[],
  pairCounts: readonly number[],
): readonly (readonly [Situation, SituationAnswer])[] {
  return (['interactive', 'offline', 'small-device'] as const).map((situation) => {
    const recommendation = recommendations.find(
      (one): one is SituationRecord => one.kind === 'situation' && one.situation === situation,
    );
    if (recommendation !== undefined) return [situation, { state: 'found', recommendation }];
    const [from, to] = situationPairCounts[situation];
    const suits = pairCounts.some((pairs) => pairs >= from && pairs <= to);
    return [
      situation,
      suits ? { state: 'not-measured' } : { state: 'no-pair-count', add: suggested[situation] },
    ];
  });
}

interface ConcurrentCardProps {
  readonly recommendations: readonly RecommendationRecord[];
  readonly lanes: readonly LaneFacts[];
  /** Backend and device of a lane, in words. */
  readonly where: (lane: LaneFacts) => string;
}

/** Several users at a time: what the planner found, or that a load test would. */
export function ConcurrentCard({ recommendations, ...shared }: ConcurrentCardProps) {
  const { t } = useTranslation();
  const show = useShowResult();
  const found = recommendations.find((one): one is RecommendationOf<'capacity'> => one.kind === 'capacity');
  return (
    <Card
      id="concurrent"
      title={t('recommendation.situation.concurrent')}
      range={t('recommendation.concurrentRange')}
    >
      {found === undefined ? (
        <p>{t('recommendation.concurrent')}</p>
      ) : (
        <Capacity recommendation={found} {...shared} />
      )}
      <Anchor component="button" type="button" size="sm" ta="start" onClick={() => show('load')}>
        {t('load.toTab')}
      </Anchor>
    </Card>
  );
}

function Capacity({
  recommendation,
  lanes,
  where,
}: Omit<ConcurrentCardProps, 'recommendations'> & { readonly recommendation: RecommendationOf<'capacity'> }) {
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
      {lane !== undefined && <p className={classes.cardWhere}>{where(lane)}</p>}
    </>
  );
}
