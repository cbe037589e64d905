import type { TriedPlan } from '../../core/bench/calibration.ts';
import type { ThreadPlan } from '../../core/bench/calibration-candidates.ts';
import * as z from '../../core/schema/zod.ts';

/** The fastest plan, and how fast each one was. */
export interface RememberedCalibration {
  readonly chosen: ThreadPlan;
  readonly tried: readonly TriedPlan[];
}

const count = z.number().int().min(1);
const plan = { threads: count, workers: count };
const schema = z.object({
  /** Entries of another version are ignored. */
  version: z.literal(1),
  chosen: z.object(plan),
  tried: z.array(z.object({ ...plan, pairsPerSecond: z.number().nonnegative().nullable() })),
});

/** Reads a stored calibration; `null` if it is none. */
export function parseCalibration(stored: unknown): RememberedCalibration | null {
  const { data } = schema.safeParse(stored);
  return data === undefined ? null : { chosen: data.chosen, tried: data.tried };
}
