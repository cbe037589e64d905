import { operatorKinds } from '../rerank/operator-kinds.ts';
import * as z from '../schema/zod.ts';

const count = z.number().int().nonnegative();
const ms = z.number().nonnegative();

/**
 * Where the time of one pass went. It was measured in a session of its own, outside every timed window, and
 * none of its times is a sample. See docs/method.md.
 */
export const profileSchema = z.object({
  laneId: z.string(),
  /** The cell whose pass it is. */
  pairCount: count,
  batchSize: count.nullable(),
  tokenBudget: count.nullable(),
  /** Pairs of the pass, and the tokens to which each was padded. */
  pairs: count.min(1),
  length: count.min(1),
  /** How often the pass ran with the profiler on; times of operators are means over them. */
  passes: count.min(1),
  /** Median wall time of the pass with the profiler off, in the same session. */
  wallMs: ms,
  /** Median wall time with the profiler on. */
  profiledMs: ms,
  /** Operators of one type and kind together, slowest first. On a GPU `calls` counts dispatches. */
  operators: z.array(
    z.object({ type: z.string(), kind: z.enum(operatorKinds), calls: z.number().nonnegative(), ms }),
  ),
  /** On a GPU: operators of the graph that ran on the CPU instead, and their time in one pass. */
  onCpu: z.object({ calls: z.number().nonnegative(), ms }).exactOptional(),
  /** The step of a coarse GPU clock, where one shows. */
  clockStepMs: ms.exactOptional(),
});

export type ProfileRecord = z.infer<typeof profileSchema>;
