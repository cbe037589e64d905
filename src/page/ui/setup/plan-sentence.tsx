import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { useFormat } from '../kit/use-format.ts';
import classes from './sweep.module.css';
import { usePlanSummary } from './use-plan-summary.ts';

/** The plan in a sentence: lanes, cells, what is skipped, what repeats, how long it takes once that is known. */
export function PlanSentence() {
  const { t } = useTranslation();
  const format = useFormat();
  const documents = useAppState((state) => state.input.documents.length);
  const { lanes, cellsPerLane, skippedPerLane, repeatsUpTo } = usePlanSummary();

  const cells = t('plan.cells', { count: cellsPerLane });
  const sentences = [
    lanes.length === 1
      ? t('plan.oneLane', { cells, lane: lanes[0] ?? '' })
      : t('plan.manyLanes', { cells, lanes: lanes.length, names: format.list(lanes) }),
    skippedPerLane === cellsPerLane
      ? t('plan.nothing')
      : skippedPerLane > 0 && t('plan.skipped', { count: skippedPerLane }),
    repeatsUpTo !== null && t('plan.repeat', { count: documents, pairs: repeatsUpTo }),
  ].filter((sentence) => sentence !== false);
  return (
    <p className={classes.plan}>
      {sentences.join(t('joint.sentences'))}
      {t('joint.sentences')}
      <Duration />
    </p>
  );
}

/** Apart from the rest, since this alone changes while a sweep runs. */
function Duration() {
  const { t } = useTranslation();
  const format = useFormat();
  // Whole seconds: what is left is an estimate, and a text that changes 20 times a second cannot be read.
  const remainingMs = useAppState(({ runState, progress }) =>
    isRunUnderWay(runState) && progress !== null && progress.remainingMs !== null
      ? Math.ceil(progress.remainingMs / 1000) * 1000
      : null,
  );
  const lastedMs = useAppState(({ draft, runState }) =>
    isRunUnderWay(runState) || draft?.state !== 'done' ? null : draft.durationMs,
  );
  if (remainingMs !== null) return <>{t('plan.remaining', { duration: format.duration(remainingMs) })}</>;
  if (lastedMs !== null) return <>{t('plan.lasted', { duration: format.duration(lastedMs) })}</>;
  return null;
}
