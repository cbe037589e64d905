import type { DraftCell, DraftLane } from './run-draft.ts';
import type { MeasuredCell } from './run-record.ts';
import { isSuspect } from './suspect-lane.ts';

/** A measured cell, and the lane that it belongs to. */
export interface FastestCell {
  readonly lane: DraftLane;
  readonly cell: MeasuredCell;
}

/**
 * The cell of highest throughput of all lanes. Lanes whose scores are suspect count only where no other lane
 * was measured. `null` where nothing was.
 */
export function fastestCell(lanes: readonly DraftLane[]): FastestCell | null {
  const trusted = lanes.filter((lane) => !isSuspect(lane) && lane.cells.some(isMeasured));
  let fastest: FastestCell | null = null;
  for (const lane of trusted.length > 0 ? trusted : lanes) {
    for (const cell of lane.cells) {
      if (!isMeasured(cell) || cell.pairsPerSecond <= (fastest?.cell.pairsPerSecond ?? -1)) continue;
      fastest = { lane, cell };
    }
  }
  return fastest;
}

const isMeasured = (cell: DraftCell): cell is MeasuredCell => cell.state === 'measured';
