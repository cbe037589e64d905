import { runRecordSchema } from '../../core/document/run-record.ts';
import * as z from '../../core/schema/zod.ts';

const leftRun = z.object({ unfinished: z.boolean(), record: runRecordSchema });

/** A run that was not written yet when its page was left. */
export type LeftRun = z.infer<typeof leftRun>;

/** Reads a run that an earlier page kept while it was left; `null` if the text is not one. */
export function readLeftRun(text: string): LeftRun | null {
  try {
    return leftRun.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
