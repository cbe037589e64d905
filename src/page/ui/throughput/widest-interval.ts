import type { DraftLane } from '../../../core/document/run-draft.ts';

/**
 * The widest 95 % interval among the cells that are still being sampled, as half its width over the mean: what adaptive
 * stopping waits for. `null` until each of them has an interval.
 */
export function widestInterval(lane: DraftLane): number | null {
  const halves = lane.cells.flatMap((cell) => {
    // A cell with a reason has ended and stops nothing; one without a sample is still to come.
    if (cell.state === 'measured') return cell.reason === undefined ? [halfWidth(cell.latencyMs)] : [];
    return cell.state === 'pending' || cell.state === 'warmed-up' ? [null] : [];
  });
  const known = halves.filter((half) => half !== null);
  return known.length === 0 || known.length < halves.length ? null : Math.max(...known);
}

const halfWidth = ({
  mean,
  ci95,
}: {
  readonly mean: number;
  readonly ci95: readonly [number, number] | null;
}): number | null => (ci95 === null ? null : (ci95[1] - ci95[0]) / 2 / mean);
