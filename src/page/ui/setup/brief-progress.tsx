import { useAppState } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { ProgressText } from '../throughput/progress-panel.tsx';
import classes from './actions.module.css';

/** How far the sweep is, for small screens on which the results may be out of sight. */
export function BriefProgress() {
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  const fraction = useAppState((state) => Math.round(1000 * (state.progress?.fraction ?? 0)) / 1000);
  if (!isRunning) return null;
  return (
    <div className={classes.brief} aria-hidden>
      <span className={classes.briefBar} style={{ transform: `scaleX(${fraction})` }} />
      <ProgressText />
    </div>
  );
}
