import { useHotkeys } from '@mantine/hooks';
import { useAppState, useServices } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { isRankUnderWay } from '../ranking/rank-under-way.ts';

/** Rank and Run from anywhere on the page, text fields included. */
export function useShortcuts(): void {
  const { rank, run, stop } = useServices();
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
          else void run();
        },
      ],
    ],
    [],
  );
}
