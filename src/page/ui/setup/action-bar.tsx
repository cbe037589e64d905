import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { stoppingRule } from '../../../core/bench/stopping.ts';
import { builtinModelId } from '../../../core/rerank/catalogue.ts';
import { defaultSettings, type Settings } from '../../../core/settings/settings.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import { comparedCount } from '../../store/compare-slice.ts';
import { isRankUnderWay } from '../../store/ranking-slice.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { isSetUpChanged } from '../../store/set-up.ts';
import { Tooltip } from '../kit/tooltip.tsx';
import { useFormat, useShortcutNames } from '../kit/use-texts.ts';
import { PhaseText, useRemainingText } from '../throughput/progress-words.tsx';
import classes from './actions.module.css';
import { useValidStart } from './invalid-fields.tsx';
import { usePlanSummary } from './plan-sentence.tsx';

/** The button Measure or Stop at the bottom of the left column, or of the screen if that is small. */
export function ActionBar() {
  const { t } = useTranslation();
  const { run } = useServices();
  const { start, refusal } = useValidStart(run);
  useShortcuts(start);
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  // The load test's tab has its own button and its own progress.
  const waits = useAppState(
    (state) => isRunUnderWay(state.runState) && state.task === 'load-test' && state.shownResult === 'load',
  );
  return (
    <section className={classes.bar} aria-label={t('actions.label')} data-running={isRunning && !waits}>
      {refusal !== null && (
        <p role="alert" className={classes.refusal}>
          {t('actions.refused', { reason: refusal })}
        </p>
      )}
      <div className={classes.buttons}>
        <RunButton start={start} waits={waits} />
      </div>
      <Cost />
      {isRunning && !waits && <BriefProgress />}
    </section>
  );
}

/** How far the run is, in place of the cost, for small screens on which the results may be out of sight. */
function BriefProgress() {
  const remaining = useRemainingText();
  const fraction = useAppState((state) => Math.round(1000 * (state.progress?.fraction ?? 0)) / 1000);
  return (
    <div className={classes.brief} aria-hidden>
      <span className={classes.briefBar} style={{ transform: `scaleX(${fraction})` }} />
      {remaining ?? <PhaseText />}
    </div>
  );
}

/** What a sweep costs the visitor: time, and no upload. */
function Cost() {
  const { t } = useTranslation();
  const time = useTimeText();
  return (
    <p className={classes.cost} data-testid="cost">
      {time !== null && `${time}${t('joint.sentences')}`}
      {t('actions.nothingUploaded')}
    </p>
  );
}

/** A lane of the default plan with the built-in model: 44 to 67 s on 2 busy cores (docs/benchmarks.md). */
const usualLaneMs = 60_000;

/**
 * How long the last run of this set-up took here, else what a run usually takes, if that is known, else for how
 * long it measures; `null` where the visitor set the number of rounds.
 */
function useTimeText(): string | null {
  const { t } = useTranslation();
  const format = useFormat();
  const settings = useAppState((state) => state.settings);
  const lastedMs = useAppState((state) => {
    const { draft, task } = state;
    const isOfSetUp = draft?.state === 'done' && draft.suite === undefined && task === 'sweep';
    return isOfSetUp && !isSetUpChanged(state) ? draft.durationMs : null;
  });
  const usesSoftwareGpu = useAppState(
    ({ machine }) => machine.state === 'known' && machine.probe.adapter?.isSoftware === true,
  );
  const lanes = usePlanSummary().lanes.length;
  if (settings.suite !== null) return null;
  if (lastedMs !== null) return t('plan.lasted', { duration: format.duration(lastedMs) });
  if (settings.repetitions !== null) return null;
  const most = format.duration(lanes * stoppingRule.laneBudgetMs);
  const isSlow = settings.device.includes('webgpu') && usesSoftwareGpu;
  const isUsual = settings.model === builtinModelId && isWithinDefaultPlan(settings) && !isSlow;
  return isUsual
    ? t('actions.timeUsual', { usual: format.duration(lanes * usualLaneMs), most })
    : t('actions.timeOfMeasuring', { most });
}

const isWithinDefaultPlan = ({ batchSizes, pairCounts }: Settings): boolean =>
  batchSizes.length * Math.max(...pairCounts) <=
  defaultSettings.batchSizes.length * Math.max(...defaultSettings.pairCounts);

interface RunButtonProps {
  readonly start: () => void;
  /** Whether another button stops what is running. */
  readonly waits: boolean;
}

/**
 * Starts the sweep; while anything runs, the same button stops it. The load test's tab has its own button for
 * both, so that there is one to press and one to stop with.
 */
function RunButton({ start, waits }: RunButtonProps) {
  const { t } = useTranslation();
  const { stop } = useServices();
  const shortcut = useShortcutNames().run;
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  // Another button is then the one to press.
  const isSecond = useAppState(
    (state) => state.shownResult === 'load' || (state.shownResult === 'history' && comparedCount(state) >= 2),
  );
  const isStopping = useAppState((state) => state.progress?.phase === 'stopping');
  const isSuite = useAppState((state) => state.settings.suite !== null);
  if (isRunning && !waits) {
    return (
      <Tooltip label={t('actions.stopHelp', { shortcut })}>
        <Button
          className={classes.main ?? ''}
          color="red.9"
          disabled={isStopping}
          leftSection={<IconPlayerStopFilled size={16} aria-hidden />}
          onClick={stop}
        >
          {isStopping ? t('actions.stopping') : t('actions.stop')}
        </Button>
      </Tooltip>
    );
  }
  return (
    <Tooltip label={waits ? t('actions.runBusy') : t('actions.runHelp', { shortcut })}>
      <Button
        className={classes.main ?? ''}
        variant={isSecond ? 'light' : 'filled'}
        // Not `disabled`, because a button that explains why it waits must still take the focus.
        {...(waits && { 'data-disabled': true })}
        aria-disabled={waits}
        leftSection={<IconPlayerPlayFilled size={16} aria-hidden />}
        onClick={() => {
          if (!waits) start();
        }}
      >
        {t(isSuite ? 'actions.runSuite' : 'actions.run')}
      </Button>
    </Tooltip>
  );
}

/** Keyboard shortcuts for Rank and Run. They work anywhere on the page, even in text fields. */
function useShortcuts(start: () => void): void {
  const { rank, stop } = useServices();
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  const isRanking = useAppState((state) => isRankUnderWay(state.rankJob));
  useHotkeys(
    [
      [
        'mod+Enter',
        () => {
          if (!isRunning && !isRanking) void rank();
        },
      ],
      [
        'mod+shift+Enter',
        () => {
          if (isRunning) stop();
          else start();
        },
      ],
    ],
    [],
  );
}
