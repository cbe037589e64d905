import type { ThreadPlan } from '../../src/core/bench/calibration-candidates.ts';
import type { BatchOrder } from '../../src/core/rerank/devices.ts';
import type { ProductSession } from './product-sessions.ts';

/** One combination of the product's settings. */
export interface Rung {
  readonly name: string;
  readonly session: ProductSession;
  readonly order: BatchOrder;
  readonly batchSize: number;
}

/**
 * The steps from transformers.js's settings to what the product chooses by itself. Each step changes one
 * setting. If steps have the same settings, only the last of them is kept.
 *
 * @param bestBatch the best batch size of one session over all cores, and of the chosen plan
 */
export function productLadder(
  cores: number,
  plan: ThreadPlan,
  rivalBatch: number,
  bestBatch: { readonly single: number; readonly chosen: number },
): Rung[] {
  const plain: ProductSession = { runtime: 'asyncify', threads: null, workers: 1 };
  const jspi: ProductSession = { ...plain, runtime: 'jspi' };
  const single: ProductSession = { ...jspi, threads: cores };
  const chosen: ProductSession = { ...jspi, ...plan };
  const rung = (name: string, session: ProductSession, order: BatchOrder, batchSize: number): Rung => ({
    name,
    session,
    order,
    batchSize,
  });
  const all = [
    rung('product, set as the above', plain, 'input', rivalBatch),
    rung('+ build jspi', jspi, 'input', rivalBatch),
    rung('+ a thread for each core', single, 'input', rivalBatch),
    rung('+ sorted by length', single, 'length', rivalBatch),
    rung('+ best batch size', single, 'length', bestBatch.single),
    rung('**product by itself** (calibrated)', chosen, 'length', bestBatch.chosen),
  ];
  const settings = ({ name: _, ...rest }: Rung) => JSON.stringify(rest);
  return all.filter((one, place) => !all.slice(place + 1).some((later) => settings(later) === settings(one)));
}
