import { isTwinId, type Twin, twinOfModelId } from '../rerank/twins.ts';
import type { LaneDifference } from './comparison.ts';
import { type ModelOfLane, measuredCells, measuredLanes } from './lane-matching.ts';
import type { LaneFigures, MeasuredFigures, RunFigures } from './run-figures.ts';

/** A twin's runs on one side and its real model's on the other, to be compared across models. */
export interface TwinComparison {
  readonly twin: Twin;
  /** The side whose runs measured the twin. */
  readonly twinSide: 'base' | 'head';
  /** The twin's model id, and the real model's. */
  readonly twinModel: string;
  readonly realModel: string;
  /** Makes the twin's lanes of full depth match as if they were the real model's. */
  readonly modelOf: ModelOfLane;
}

/**
 * Recognises that one side measured only a synthetic twin and the other only the twin's real model. Lanes are
 * then matched by device, dtype, order and padding although their models differ. A twin that was cut is
 * another model and stays unmatched.
 *
 * @returns `null` for any other two sides, which are compared as they are
 */
export function twinComparison(
  base: readonly RunFigures[],
  head: readonly RunFigures[],
): TwinComparison | null {
  const ofBase = onlyModel(base);
  const ofHead = onlyModel(head);
  if (ofBase === null || ofHead === null) return null;
  for (const [twinSide, twinModel, realModel] of [
    ['head', ofHead, ofBase],
    ['base', ofBase, ofHead],
  ] as const) {
    const twin = twinOfModelId(twinModel);
    if (twin === undefined || twin.catalogueId !== realModel) continue;
    return { twin, twinSide, twinModel, realModel, modelOf: realModelOf(twin) };
  }
  return null;
}

/**
 * Tokens of the twin's requests ÷ tokens of the real model's, over the cells that both measured. They
 * tokenise differently, so the same texts are not the same work.
 *
 * @returns `null` where nothing was measured on both sides
 */
export function twinTokenShare(
  lanes: readonly LaneDifference[],
  { twinSide }: TwinComparison,
): number | null {
  const sums = { base: 0, head: 0 };
  for (const { base, head, cells } of lanes) {
    for (const place of cells) {
      sums.base += tokensAt(base, place);
      sums.head += tokensAt(head, place);
    }
  }
  const share = twinSide === 'head' ? sums.head / sums.base : sums.base / sums.head;
  return Number.isFinite(share) && share > 0 ? share : null;
}

type Place = Pick<MeasuredFigures, 'pairCount' | 'batchSize' | 'tokenBudget'>;

const tokensAt = (lane: LaneFigures, { pairCount, batchSize, tokenBudget }: Place): number =>
  measuredCells(lane).find(
    (cell) =>
      cell.pairCount === pairCount && cell.batchSize === batchSize && cell.tokenBudget === tokenBudget,
  )?.tokens ?? 0;

/** The one model that all measured lanes ran; `null` where there are several or none. */
function onlyModel(runs: readonly RunFigures[]): string | null {
  const models = new Set(runs.flatMap(measuredLanes).map(({ model }) => model.id));
  const [model] = models;
  return models.size === 1 && model !== undefined ? model : null;
}

function realModelOf(twin: Twin): ModelOfLane {
  const all = twin.shape.num_hidden_layers;
  return ({ model }) => {
    // A real model whose files do not tell its number of layers has all of them.
    const layers = model.layers ?? (isTwinId(model.id) ? null : all);
    return layers === all ? { id: twin.catalogueId, layers: all } : model;
  };
}
