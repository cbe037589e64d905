import type { RankJob } from '../../store/ranking-slice.ts';

export const isRankUnderWay = ({ state }: RankJob): boolean => state === 'loading' || state === 'scoring';
