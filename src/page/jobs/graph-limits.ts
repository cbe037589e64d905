import { type DraftLane, endCell } from '../../core/document/run-draft.ts';
import type { Issue } from '../../core/document/run-record.ts';
import type { LoadedModel } from '../../worker/protocol/messages.ts';

type Graph = Pick<LoadedModel, 'graphUse'>;

/** What a person should know of how a model's graph has to be fed. */
export function graphWarnings({ graphUse = {} }: Graph): readonly Issue[] {
  const { fixedPairs, fixedLength, takesMask } = graphUse;
  const warnings: (Issue | null)[] = [
    fixedPairs === undefined
      ? null
      : {
          code: 'fixed-batch',
          message: `The model file takes ${fixedPairs} pairs a pass and no other number: smaller batches are filled up, larger ones are left out.`,
          detail: String(fixedPairs),
        },
    fixedLength === undefined
      ? null
      : {
          code: 'fixed-length',
          message: `The model file takes pairs of ${fixedLength} tokens alone, so every pair is padded to that.`,
          detail: String(fixedLength),
        },
    takesMask === undefined
      ? null
      : {
          code: 'no-attention-mask',
          message:
            'The model file takes no attention mask, so nothing is padded: only pairs of equal length share a pass.',
        },
  ];
  return warnings.filter((warning) => warning !== null);
}

/** The most pairs of a batch that a pass of the model takes. */
export const mostPairs = ({ graphUse }: Graph): number => graphUse?.fixedPairs ?? Number.POSITIVE_INFINITY;

/** The lane without the batch sizes that a pass of the model does not take. */
export const withoutLargeBatches = (lane: DraftLane, model: Graph): DraftLane => ({
  ...lane,
  cells: lane.cells.map((cell) =>
    cell.state === 'pending' && (cell.batchSize ?? 0) > mostPairs(model)
      ? endCell(cell, 'skipped', 'batch-exceeds-model')
      : cell,
  ),
});
