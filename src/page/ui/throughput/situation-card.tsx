import { IconCircleCheck, IconHelpCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { equivalentShare } from '../../../core/bench/equivalence.ts';
import { situationPairCounts, smallDeviceShare } from '../../../core/bench/situation-recommendation.ts';
import { bytesPerMebibyte } from '../kit/mebibyte.ts';
import { useFormat } from '../kit/use-format.ts';
import type { LaneFacts } from './lane-facts.ts';
import classes from './recommendation.module.css';
import type { SituationAnswer, SituationRecord } from './situations.ts';
import { usePairsText } from './use-pairs-text.ts';

interface SituationCardProps {
  readonly situation: SituationRecord['situation'];
  readonly answer: SituationAnswer;
  readonly lanes: readonly LaneFacts[];
  readonly name: (lane: LaneFacts) => string;
  /** Backend and device of a lane, in words. */
  readonly place: (lane: LaneFacts) => string;
}

/** What to set for one use, why, how sure that is, and what it holds for. */
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
        <p>{t('recommendation.addPairs', { pairs: answer.add })}</p>
      ) : (
        <p>{t(situation === 'small-device' ? 'recommendation.noMemory' : 'recommendation.nothingTrusted')}</p>
      )}
    </Card>
  );
}

export interface CardProps {
  readonly id: string;
  readonly title: string;
  readonly range: string;
  readonly children: ReactNode;
}

/** One use, in a frame. */
export function Card({ id, title, range, children }: CardProps) {
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
  place,
}: Omit<SituationCardProps, 'situation' | 'answer'> & { readonly recommendation: SituationRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const pairsText = usePairsText();
  const showValue = useCriterionValue(recommendation.criterion);
  const { laneId, batchSize, value, pairCount, criterion, runnerUp, certainty } = recommendation;
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
        {isSure ? t('recommendation.batch') : t('recommendation.tentative')}
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
        <span>{t(`recommendation.certainty.${certainty}`)}</span>
      </p>
      {lane !== undefined && <p className={classes.cardPlace}>{place(lane)}</p>}
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
