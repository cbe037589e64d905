import type { RunDraft } from '../../core/document/run-draft.ts';
import { type Dtype, dtypeKinds } from '../../core/rerank/devices.ts';
import { usualBatchSize } from '../../core/rerank/memory-shortage.ts';
import type { Pair } from '../../core/rerank/pair.ts';
import { isTwinId } from '../../core/rerank/twins.ts';
import { mostComparedPairs } from './run-basis.ts';

export interface OrderScoring {
  /** In the input's order. */
  readonly pairs: readonly Pair[];
  readonly batchSize: number;
  readonly maxLength: number;
  readonly dtype: Dtype;
}

/**
 * What a lane has to score so that its order can be compared: with other lanes', with the relevance that
 * documents carry, or with itself in other batches. `null` where there is nothing to compare, as for a
 * synthetic twin. The batch size is the same for all lanes, and no larger than those that are measured.
 */
export function comparedScoring(
  { lanes, input, settings }: RunDraft,
  dtype: Dtype,
  pairs: readonly Pair[],
): Pick<OrderScoring, 'pairs' | 'batchSize'> | null {
  const hasOthers = lanes.filter(({ state }) => state !== 'unavailable').length > 1;
  const isCompared = hasOthers || input.relevance !== undefined || dtypeKinds[dtype].quantisesActivations;
  if (!isCompared || isTwinId(settings.model) || pairs.length < 2) return null;
  const largest = Math.max(...settings.batchSizes);
  const batchSize = Number.isFinite(largest) ? Math.min(usualBatchSize, largest) : usualBatchSize;
  return { pairs: pairs.slice(0, mostComparedPairs), batchSize };
}
