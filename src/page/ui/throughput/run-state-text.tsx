import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { useFormat } from '../kit/use-format.ts';
import classes from './results.module.css';

/** How the run on show ended, and how long it took. */
export function RunStateText() {
  const { t } = useTranslation();
  const format = useFormat();
  const state = useAppState(({ shownRun, runState }) => shownRun?.draft.state ?? runState);
  const durationMs = useAppState(
    (state) => shownDraft(state)?.durationMs ?? state.record?.durationMs ?? null,
  );
  if (isRunUnderWay(state) || state === 'idle') return null;
  return (
    <span className={classes.runState} role="status">
      {t(`runState.${state}`)}
      {durationMs !== null && ` · ${format.duration(durationMs)}`}
    </span>
  );
}
