import { bestBatches } from '../../../core/bench/best-batch.ts';
import type { DraftCell } from '../../../core/document/run-draft.ts';

export type MeasuredBatch = Extract<DraftCell, { state: 'measured' }> & { readonly batchSize: number };

const isMeasuredBatch = (cell: DraftCell): cell is MeasuredBatch =>
  cell.state === 'measured' && cell.batchSize !== null;

export const measuredBatches = (cells: readonly DraftCell[]): readonly MeasuredBatch[] =>
  cells.filter(isMeasuredBatch);

/** The fastest measured cell of each pair count, by ascending pair count. */
export function bestCells(cells: readonly DraftCell[]): readonly MeasuredBatch[] {
  return bestBatches(measuredBatches(cells));
}
