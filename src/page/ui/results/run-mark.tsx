import { useAppState } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { BusyMark } from '../shared/busy-mark.tsx';

/** Shown while a sweep runs, so that it is not forgotten behind another tab. */
export function RunMark() {
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  return isRunning ? <BusyMark /> : null;
}
