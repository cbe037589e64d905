import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAppState, useServices } from '../../store/app-context.ts';
import { isRunUnderWay, type RunProgress as RunProgressState } from '../../store/run-slice.ts';
import { FileBars } from '../kit/file-bars.tsx';
import { useFormat } from '../kit/use-format.ts';
import { IntervalText } from './interval-text.tsx';
import { ProgressText } from './progress-text.tsx';
import classes from './results.module.css';
import { useLaneName } from './use-lane-name.ts';

const noFiles = [] as const;

/** Phases in which nothing is measured yet and files may come. */
const isBefore = (phase: RunProgressState['phase']) => phase === 'loading' || phase === 'calibrating';

/** How far the sweep is: phase, cell, time left, and the model's files while they load. */
export function RunProgress() {
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  return isRunning ? <Running /> : null;
}

function Running() {
  const { t } = useTranslation();
  const { stop } = useServices();
  const isLoading = useAppState((state) => state.progress === null || isBefore(state.progress.phase));
  const files = useAppState((state) =>
    state.progress !== null && isBefore(state.progress.phase) ? state.progress.files : noFiles,
  );
  return (
    <div className={classes.progress} data-testid="progress">
      <div className={classes.progressHead}>
        <div className={classes.progressText}>
          <LaneText />
          <ProgressText />
          <IntervalText />
        </div>
        {isLoading && (
          <Button variant="subtle" color="gray" c="inherit" size="compact-xs" onClick={stop}>
            {t('progress.cancel')}
          </Button>
        )}
      </div>
      <RunBar />
      <FileBars files={files} />
    </div>
  );
}

function LaneText() {
  const { t } = useTranslation();
  const lane = useAppState((state) => state.progress?.lane ?? 0);
  const lanes = useAppState((state) => state.draft?.lanes.length ?? 0);
  const laneName = useLaneName();
  const name = useAppState(({ draft }) => {
    const current = draft?.lanes[lane];
    return current === undefined ? '' : laneName(current);
  });
  if (lanes < 2) return null;
  return <strong>{t('progress.lane', { lane: lane + 1, lanes, name })} · </strong>;
}

function RunBar() {
  const { t } = useTranslation();
  const format = useFormat();
  // Half per cents: finer steps would redraw the bar without moving it.
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
