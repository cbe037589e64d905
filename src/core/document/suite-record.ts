import * as z from '../schema/zod.ts';
import { suiteNames } from '../settings/suite-names.ts';

const count = z.number().int().nonnegative();
const task = z.string();

/** One difference between a run and the standard suite that it was a run of. */
const departureSchema = z.discriminatedUnion('kind', [
  /** A setting with another value than the suite's; both as a link has them. */
  z.object({ kind: z.literal('setting'), name: z.string(), standard: z.string(), used: z.string() }),
  /** The texts were not those of the suite's sample set. */
  z.object({ kind: z.literal('own-documents') }),
  /** A task's model had fewer layers than the suite's, because memory did not allow more. */
  z.object({ kind: z.literal('layers'), task, standard: count, used: count }),
  /** A task ran with another model, device or precision than the suite has for this machine. */
  z.object({
    kind: z.literal('lane'),
    task,
    name: z.enum(['model', 'device', 'dtype']),
    standard: z.string(),
    used: z.string(),
  }),
  /** Nothing of a task was measured; the reason is a failure's code, a lane's state, or `missing`. */
  z.object({ kind: z.literal('not-run'), task, reason: z.string() }),
  /** A batch size of a task was not measured, or not to the end. */
  z.object({ kind: z.literal('cell'), task, batchSize: count, reason: z.string() }),
  /** A task has fewer rounds than the suite's, or more. */
  z.object({ kind: z.literal('rounds'), task, standard: count, used: count }),
]);

/** Which standard suite a run was of, and every difference from it: with none it is comparable. */
export const suiteSchema = z.object({
  /** The suite's name and version, `rerank-bench/suite@1`. */
  id: z.string(),
  name: z.enum(suiteNames),
  departures: z.array(departureSchema).readonly(),
});

export type SuiteRecord = z.infer<typeof suiteSchema>;
export type Departure = z.infer<typeof departureSchema>;
