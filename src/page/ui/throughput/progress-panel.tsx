import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { stoppingRule } from '../../../core/bench/stopping.ts';
import type { DraftCell, DraftLane } from '../../../core/document/run-draft.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import type { AppState } from '../../store/app-state.ts';
import { isRunUnderWay, type RunPhase } from '../../store/run-slice.ts';
import { isTotalFailure, standingFailure } from '../../store/standing-failure.ts';
import { DownloadLine, FileBars } from '../kit/file-bars.tsx';
import { TotalFailure } from '../kit/total-failure.tsx';
import { useFormat } from '../kit/use-texts.ts';
import { usePlanSummary } from '../setup/plan-sentence.tsx';
import { FastestSoFar } from './fastest-so-far.tsx';
import { PhaseText, useRemainingText } from './progress-words.tsx';
import classes from './results.module.css';
import { useLaneName } from './shown-lanes.ts';

const noFiles = [] as const;

/** Phases in which nothing is measured yet and files may arrive. */
const isBefore = (phase: RunPhase) =>
  phase === 'waiting-for-tab' || phase === 'loading' || phase === 'calibrating';

/** How far the run is: phase, cell, time left, and the model's files while they load. */
export function ProgressPanel() {
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  return isRunning ? <Running /> : null;
}

function Running() {
  const { t } = useTranslation();
  const { stop, measureAnyway } = useServices();
  const isSweep = useAppState((state) => state.task === 'sweep');
  const isWaiting = useAppState((state) => state.progress?.phase === 'waiting-for-tab');
  const isLoading = useAppState((state) => state.progress === null || isBefore(state.progress.phase));
  const files = useAppState((state) =>
    state.progress !== null && isBefore(state.progress.phase) ? state.progress.files : noFiles,
  );
  return (
    <div className={classes.progress} data-testid="progress">
      <RunBar />
      <div className={classes.progressHead}>
        <div className={classes.progressText}>
          {!isWaiting && <LaneText />}
          <div className={classes.progressFacts}>
            <span className={classes.phase}>
              <PhaseText />
            </span>
            <div className={classes.download}>
              <DownloadLine files={files} />
            </div>
            <CellText />
            <LoadTestTexts />
            <RemainingText />
            <IntervalText />
          </div>
        </div>
        {isSweep && !isLoading && <FastestSoFar />}
        {isWaiting && (
          <Button variant="subtle" color="gray" c="inherit" size="compact-xs" onClick={measureAnyway}>
            {t('progress.measureAnyway')}
          </Button>
        )}
        {/* A load test has one button that stops it, above. */}
        {isLoading && isSweep && (
          <Button variant="subtle" color="gray" c="inherit" size="compact-xs" onClick={stop}>
            {t('progress.cancel')}
          </Button>
        )}
      </div>
      <FileBars files={files} isBrief />
    </div>
  );
}

function LaneText() {
  const { t } = useTranslation();
  const lane = useAppState((state) => state.progress?.lane ?? 0);
  const lanes = useAppState((state) => state.draft?.lanes.length ?? 0);
  const task = useAppState(({ draft }) => draft?.lanes[lane]?.task);
  const laneName = useLaneName();
  const name = useAppState(({ draft }) => {
    const current = draft?.lanes[lane];
    return current === undefined ? '' : laneName(current);
  });
  const planned = usePlanSummary().lanes.length;
  // The line is there before the run has its lanes, so that it moves nothing when it is filled.
  if (lanes < 2) return planned > 1 && lanes === 0 ? <p className={classes.progressLane}>&nbsp;</p> : null;
  if (task !== undefined) {
    const shape = t('suite.shape', { model: task });
    return (
      <p className={classes.progressLane}>{t('suite.progress', { place: lane + 1, of: lanes, shape })}</p>
    );
  }
  return <p className={classes.progressLane}>{t('progress.lane', { lane: lane + 1, lanes, name })}</p>;
}

function RunBar() {
  const { t } = useTranslation();
  const format = useFormat();
  // Half per cents, because finer steps would redraw the bar without moving it.
  const share = useAppState((state) => Math.round(200 * (state.progress?.fraction ?? 0)) / 200);
  return (
    <Progress.Root size="md" transitionDuration={0}>
      <Progress.Section
        value={100 * share}
        aria-label={t('progress.label')}
        aria-valuetext={format.percent(share)}
      />
    </Progress.Root>
  );
}

/** Why the page's own run of this task failed, with the one thing to do next. */
export function RunFailure({ task }: Pick<AppState, 'task'>) {
  const { t } = useTranslation();
  const { run, loadTest } = useServices();
  const isShown = useAppState((state) => state.task === task && !isRunUnderWay(state.runState));
  const failure = useAppState((state) => state.runFailure);
  const isStanding = useAppState((state) => standingFailure(state) !== null);
  const isTotal = useAppState((state) => state.task === 'load-test' || isTotalFailure(state));
  if (failure === null || !isShown || !isStanding) return null;
  const title = task === 'load-test' ? 'load.failed' : isTotal ? 'chart.failed' : 'chart.brokeOff';
  return <TotalFailure title={t(title)} message={failure} again={task === 'load-test' ? loadTest : run} />;
}

/** Which policy is tested, and how its requests stand. */
function LoadTestTexts() {
  const { t } = useTranslation();
  const policy = useAppState((state) => state.progress?.load?.policy);
  const place = useAppState((state) => state.progress?.load?.place ?? 0);
  const of = useAppState((state) => state.progress?.load?.of ?? 0);
  const arrived = useAppState((state) => state.progress?.load?.arrived ?? 0);
  const answered = useAppState((state) => state.progress?.load?.answered ?? 0);
  const waiting = useAppState((state) => state.progress?.load?.waiting ?? 0);
  const isUnderWay = useAppState((state) => state.progress?.phase === 'load-test');
  if (policy === undefined || !isUnderWay) return null;
  return (
    <>
      <span className={classes.cell}>
        {t('load.progress', { policy: t(`load.policy.${policy}`), place, of })}
      </span>
      <span className={classes.intervalText}>{t('load.counts', { arrived, answered, waiting })}</span>
    </>
  );
}

function CellText() {
  const { t } = useTranslation();
  const pairs = useAppState((state) => currentCell(state)?.pairCount);
  const batch = useAppState((state) => currentCell(state)?.batchSize ?? null);
  const tokens = useAppState((state) => currentCell(state)?.tokenBudget ?? null);
  const text =
    pairs === undefined
      ? null
      : tokens !== null
        ? t('batching.cell', { pairs, tokens })
        : batch !== null && t('progress.cell', { pairs, batch });
  return text && <span className={classes.cell}>{text}</span>;
}

function RemainingText() {
  const text = useRemainingText();
  return text !== null && <span className={classes.remaining}>{text}</span>;
}

/** The cell that is being measured. */
function currentCell({ draft, progress }: Pick<AppState, 'draft' | 'progress'>): DraftCell | undefined {
  if (progress === null || progress.cell === null) return undefined;
  return draft?.lanes[progress.lane]?.cells[progress.cell];
}

/** In tenths of a per cent, because nobody would read finer steps. */
const shownTenths = ({ draft, progress }: AppState): number | null => {
  const lane = progress?.phase === 'sampling' ? draft?.lanes[progress.lane] : undefined;
  // With fixed repetitions, sampling does not depend on the interval.
  if (lane === undefined || draft?.settings.repetitions !== null) return null;
  const half = widestInterval(lane);
  return half === null ? null : Math.round(1000 * half);
};

/**
 * "widest interval ±7.2%, stops at ±5%". If it is narrow enough, says that sampling waits for a batch size to
 * be decided.
 */
function IntervalText() {
  const { t } = useTranslation();
  const tenths = useAppState(shownTenths);
  const isPastFewest = useAppState(({ progress }) => (progress?.round ?? 0) > stoppingRule.minRounds);
  if (tenths === null) return null;
  const width = `${tenths / 10}%`;
  const isNarrow = tenths / 1000 <= stoppingRule.relativeHalfWidth;
  return (
    <span className={classes.intervalText} data-testid="widest-interval">
      {isPastFewest && isNarrow
        ? t('interval.deciding', { width })
        : t('interval.widest', { width, limit: `${100 * stoppingRule.relativeHalfWidth}%` })}
    </span>
  );
}

/**
 * The widest 95 % interval among the cells that are still being sampled, as half its width over the mean.
 * Adaptive stopping waits for it. `null` until each of them has an interval.
 */
export function widestInterval(lane: DraftLane): number | null {
  const halves = lane.cells.flatMap((cell) => {
    // A cell with a reason has ended, so nothing waits for it. One without a sample is still to come.
    if (cell.state === 'measured') return cell.reason === undefined ? [halfWidth(cell.latencyMs)] : [];
    return cell.state === 'pending' || cell.state === 'warmed-up' ? [null] : [];
  });
  const known = halves.filter((half) => half !== null);
  return known.length === 0 || known.length < halves.length ? null : Math.max(...known);
}

const halfWidth = ({
  mean,
  ci95,
}: {
  readonly mean: number;
  readonly ci95: readonly [number, number] | null;
}): number | null => (ci95 === null || mean <= 0 ? null : (ci95[1] - ci95[0]) / 2 / mean);
