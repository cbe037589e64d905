import { compactLanes } from '../../../core/document/compact-lanes.ts';
import {
  type ComparableRun,
  comparableOfCompact,
  comparableOfRecord,
} from '../../../core/document/comparable-run.ts';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import { draftOfRecord } from '../../../core/document/run-draft.ts';
import type { BroughtRun } from '../../store/compare-slice.ts';

/** A run in the two forms that comparing needs: for the figures, and for the chart. */
export interface ComparedRun {
  readonly comparable: ComparableRun;
  readonly lanes: readonly DraftLane[];
}

export function comparedRun(content: BroughtRun['content']): ComparedRun {
  switch (content.kind) {
    case 'record':
      return {
        comparable: comparableOfRecord(content.record),
        lanes: draftOfRecord(content.record).lanes,
      };
    case 'compact':
      return { comparable: comparableOfCompact(content.run), lanes: compactLanes(content.run) };
    default:
      return content satisfies never;
  }
}

export const contentOf = (content: BroughtRun['content']) =>
  content.kind === 'record' ? content.record : content.run;
