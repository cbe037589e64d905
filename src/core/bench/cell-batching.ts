import type { BatchingOptions } from '../rerank/batching.ts';
import type { CellPlan } from './sweep-plan.ts';

/** What a lane's cells have in common in how they put pairs into batches. */
export type LaneBatching = Omit<BatchingOptions, 'batchSize' | 'tokenBudget'>;

/** @throws RangeError where there is no such cell */
export function cellAt(cells: readonly CellPlan[], place: number): CellPlan {
  const cell = cells[place];
  if (cell === undefined) throw new RangeError(`There is no cell ${place} in a lane of ${cells.length}.`);
  return cell;
}

/** How a cell of the lane puts its pairs into batches. */
export const batchingOf = (
  { maxLength, order, paddingMultiple }: LaneBatching,
  { batchSize, tokenBudget }: CellPlan,
): BatchingOptions => ({ batchSize, tokenBudget, maxLength, order, paddingMultiple });
