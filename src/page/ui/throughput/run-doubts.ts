import type { Issue } from '../../../core/document/run-record.ts';

/** A warning taken apart for showing. */
export interface ShownDoubt {
  readonly code: string;
  /** The record's own words, for a code that the page does not know. */
  readonly message: string;
  /** The lane it is about, or `null` where it is about the run. */
  readonly laneId: string | null;
  /** The figures behind it; empty where there are none. */
  readonly figures: string;
}

/**
 * Says which lane each warning is about: a warning of one lane has its id as the first word of `detail`, and the figures
 * behind it as the others.
 */
export function runDoubts(warnings: readonly Issue[], laneIds: readonly string[]): ShownDoubt[] {
  return warnings.map(({ code, message, detail = '' }) => {
    const [first = '', ...rest] = detail.split(' ');
    return laneIds.includes(first)
      ? { code, message, laneId: first, figures: rest.join(' ') }
      : { code, message, laneId: null, figures: detail };
  });
}
