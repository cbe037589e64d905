import type { TFunction } from 'i18next';
import type { Comparison, LaneDifference } from '../../../core/document/comparison.ts';
import type { LaneFigures } from '../../../core/document/run-figures.ts';
import { type TwinComparison, twinTokenShare } from '../../../core/document/twin-comparison.ts';
import { laneNames, modelTitle } from '../kit/names.ts';

/** Names the lanes of a comparison, including those on one side only: "WASM · fp32 · a model". */
export function comparedLaneName(
  { lanes, unmatched }: Pick<Comparison, 'lanes' | 'unmatched'>,
  t: TFunction,
): (lane: LaneFigures) => string {
  const nameOf = laneNames([...lanes.map(({ base }) => base), ...unmatched.base, ...unmatched.head], t);
  return (lane) => `${nameOf(lane)} · ${modelTitle(lane.model.id, t, lane.model.layers)}`;
}

/** The limits of a comparison of a twin with its real model, a sentence each. */
export function twinNotes(
  twin: TwinComparison,
  comparison: Comparison,
  t: TFunction,
  percent: (share: number) => string,
): string[] {
  const nameOf = comparedLaneName(comparison, t);
  const all = twin.twin.shape.num_hidden_layers;
  const cut = comparison.unmatched[twin.twinSide].filter(({ model }) => model.layers !== all);
  const share = twinTokenShare(comparison.lanes, twin);
  return [
    t('twinCompare.matched', { twin: twin.twinModel, real: twin.realModel }),
    ...(share === null || share === 1 ? [] : [t('twinCompare.tokens', { percent: percent(share) })]),
    ...(cut.length === 0 ? [] : [t('twinCompare.cut', { lanes: cut.map(nameOf).join(', ') })]),
  ];
}

/** Names a matched lane. If a twin is compared with its real model, it names both sides, head ÷ base. */
export function comparedPairName(
  comparison: Pick<Comparison, 'lanes' | 'unmatched'>,
  t: TFunction,
): (lane: Pick<LaneDifference, 'base' | 'head'>) => string {
  const nameOf = comparedLaneName(comparison, t);
  return ({ base, head }) =>
    base.model.id === head.model.id
      ? nameOf(base)
      : t('twinCompare.lane', { head: nameOf(head), base: modelTitle(base.model.id, t, base.model.layers) });
}

/** The heading of the verdicts: what is divided by what. */
export function verdictHeading(twin: TwinComparison | null, t: TFunction): string {
  if (twin === null) return t('compare.side.verdict');
  return t(twin.twinSide === 'head' ? 'twinCompare.twinOverReal' : 'twinCompare.realOverTwin');
}
