import type { TFunction } from 'i18next';
import type { ComparableLane } from '../../../core/document/comparable-run.ts';
import type { Comparison } from '../../../core/document/comparison.ts';
import { laneNames, modelTitle } from '../kit/names.ts';

/** Names the lanes of a comparison, those that are on one side only included: "WASM · fp32 · a model". */
export function comparedLaneName(
  { lanes, unmatched }: Pick<Comparison, 'lanes' | 'unmatched'>,
  t: TFunction,
): (lane: ComparableLane) => string {
  const nameOf = laneNames([...lanes.map(({ base }) => base), ...unmatched.base, ...unmatched.head], t);
  return (lane) => `${nameOf(lane)} · ${modelTitle(lane.model, t, lane.layers)}`;
}
