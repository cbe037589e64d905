import { useAppState } from '../../store/app-context.ts';
import { isRunUnderWay, type RunSlice } from '../../store/run-slice.ts';
import { BusyMark } from '../kit/busy-mark.tsx';

/** Shown while a sweep, or a load test, runs, so that it is not forgotten behind another tab. */
export function RunMark({ task }: Pick<RunSlice, 'task'>) {
  const isRunning = useAppState((state) => state.task === task && isRunUnderWay(state.runState));
  return isRunning ? <BusyMark /> : null;
}
