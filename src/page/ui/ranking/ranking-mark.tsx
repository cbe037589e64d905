import { useAppState } from '../../store/app-context.ts';
import { BusyMark } from '../kit/busy-mark.tsx';
import { isRankUnderWay } from './rank-under-way.ts';

/** Shown while documents are ranked, so that it is not forgotten behind another tab. */
export function RankingMark() {
  const isRanking = useAppState((state) => isRankUnderWay(state.rankJob));
  return isRanking ? <BusyMark /> : null;
}
