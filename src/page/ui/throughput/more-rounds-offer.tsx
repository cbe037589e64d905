import { Button } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { JudgedLane } from '../../../core/bench/measured-lane.ts';
import { moreRoundsNeeded } from '../../../core/bench/more-rounds.ts';
import type { RecommendationRecord } from '../../../core/document/recommendation-record.ts';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import { toJudged } from '../../jobs/judge-run.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { Tooltip } from '../kit/tooltip.tsx';
import { useFormat } from '../kit/use-texts.ts';
import classes from './answer.module.css';

/** Offers the rounds that would probably decide what is not yet sure, if the run can still go on. */
export function MoreRoundsOffer() {
  const canGoOn = useAppState(
    ({ canAddRounds, runState, shownRun }) => canAddRounds && shownRun === null && !isRunUnderWay(runState),
  );
  return canGoOn ? <Offer /> : null;
}

function Offer() {
  const { t } = useTranslation();
  const format = useFormat();
  const { moreRounds } = useServices();
  const draft = useAppState((state) => state.draft);
  const rounds = useMemo(
    () =>
      draft &&
      roundsToOffer(
        draft.recommendations,
        draft.lanes.map((lane) => toJudged(lane, draft.settings.repetitions)),
      ),
    [draft],
  );
  if (draft === null || rounds === null) return null;
  const duration = format.duration(roughly(rounds * roundMs(draft.lanes)));
  return (
    <span className={classes.more}>
      <Tooltip label={t('recommendation.moreHelp')}>
        <Button
          variant="light"
          size="compact-sm"
          leftSection={<IconRepeat size={15} aria-hidden />}
          onClick={() => void moreRounds(rounds)}
        >
          {t('recommendation.more', { count: rounds })}
        </Button>
      </Tooltip>
      <span className={classes.moreTime}>{t('answer.moreTime', { duration })}</span>
    </span>
  );
}

/** An estimate rounded as far as it can be trusted: to 1 s, 5 s, half a minute or a minute, by its length, ms. */
export function roughly(ms: number): number {
  const step = ms < 10_000 ? 1000 : ms < 60_000 ? 5000 : ms < 300_000 ? 30_000 : 60_000;
  return step * Math.max(1, Math.round(ms / step));
}

/** What one more round of every cell that can go on takes, ms: one request of each. */
export const roundMs = (lanes: readonly DraftLane[]): number =>
  lanes
    .flatMap(({ cells }) => cells)
    .reduce(
      (ms, cell) =>
        cell.state === 'measured' && cell.reason === undefined
          ? ms + cell.latencyMs.mean * (cell.repeats ?? 1)
          : ms,
      0,
    );

/** Offered when lanes have to be told apart, or when a lane has too few rounds to estimate from. */
const usualRounds = 10;

/** How many more rounds would probably make every recommendation sure; `null` if all are. */
export function roundsToOffer(
  recommendations: readonly RecommendationRecord[],
  lanes: readonly JudgedLane[],
): number | null {
  const open = recommendations.filter(
    (one) => 'certainty' in one && one.certainty === 'not-yet-sure' && !one.onlyMeasured,
  );
  if (open.length === 0) return null;
  const needed = open.flatMap((one) => {
    const lane = lanes.find(({ id }) => one.kind === 'pair-count' && id === one.laneId);
    return one.kind === 'pair-count' && lane !== undefined
      ? (moreRoundsNeeded(lane, one.pairCount) ?? [])
      : [];
  });
  return needed.length === 0 ? usualRounds : Math.max(...needed);
}
