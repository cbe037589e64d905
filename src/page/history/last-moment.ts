import { type RunRecord, runRecordSchema } from '../../core/document/run-record.ts';
import { z } from '../../core/schema/zod.ts';

/**
 * Somewhere to put a text while the page is being left, when nothing asynchronous would still be finished. Texts that are
 * too large for it are lost, and what was written a second earlier has to do.
 */
export interface LastMoment {
  keep(id: string, text: string): void;
  /** Everything kept, which is then kept no longer. */
  take(): readonly string[];
}

const leftRun = z.object({ unfinished: z.boolean(), record: runRecordSchema });

export type LeftRun = z.infer<typeof leftRun>;

export const leftRunText = (record: RunRecord, unfinished: boolean): string =>
  JSON.stringify({ unfinished, record } satisfies LeftRun);

/** The runs that pages left behind in their last moment; what cannot be read is nothing. */
export function leftRuns(lastMoment: LastMoment): readonly LeftRun[] {
  return lastMoment.take().flatMap((text) => {
    try {
      return leftRun.safeParse(JSON.parse(text)).data ?? [];
    } catch {
      return [];
    }
  });
}
