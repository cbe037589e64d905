import type { DraftCell } from '../../../core/document/run-draft.ts';
import type { AppState } from '../../store/app-state.ts';

/** The cell that is measured right now. */
export function currentCell({
  draft,
  progress,
}: Pick<AppState, 'draft' | 'progress'>): DraftCell | undefined {
  if (progress === null || progress.cell === null) return undefined;
  return draft?.lanes[progress.lane]?.cells[progress.cell];
}
