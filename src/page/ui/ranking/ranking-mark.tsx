import { useAppState } from '../../store/app-context.ts';
import { isRankUnderWay } from '../../store/ranking-slice.ts';
import { BusyMark } from '../kit/busy-mark.tsx';

/** Marks the tab while documents are ranked, so that the ranking is not forgotten behind another tab. */
export function RankingMark() {
  const isRanking = useAppState((state) => isRankUnderWay(state.rankJob));
  return isRanking ? <BusyMark /> : null;
}
