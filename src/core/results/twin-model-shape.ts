import type { LaneRecord } from '../document/run-record.ts';
import type { ModelShape } from '../rerank/flops.ts';
import { twinOfModelId } from '../rerank/twins.ts';

/**
 * What a twin's operations are counted from, by its name and depth alone, so that it need not be believed of
 * a record. `null` for other models.
 */
export function twinModelShape({
  id,
  layers,
}: Pick<LaneRecord['model'], 'id' | 'layers'>): ModelShape | null {
  const twin = twinOfModelId(id);
  if (twin === undefined) return null;
  const { num_hidden_layers, hidden_size: hiddenSize, intermediate_size: intermediateSize } = twin.shape;
  return {
    layers: layers ?? num_hidden_layers,
    hiddenSize,
    intermediateSize,
    ...(twin.architecture === 'modernbert' && { isGated: true }),
  };
}
