import type { DraftLane, RunDraft } from '../../core/document/run-draft.ts';

/**
 * How many rounds the lanes of a run have finished together: samples of the living cell that has fewest. In a load test every arrival that has its
 * outcome counts as one, since none waits for others.
 */
export const finishedRounds = ({ lanes, loadTests = [] }: RunDraft): number =>
  lanes.reduce((total, lane) => total + roundsOf(lane), 0) +
  loadTests.reduce((total, { arrivals }) => total + arrivals.outcome.length, 0);

function roundsOf({ cells }: DraftLane): number {
  const samples = cells.flatMap((cell) => {
    if (cell.state === 'pending' || cell.state === 'warmed-up') return 0;
    // A cell that was ended gets no more, and must not hold the others' count down.
    return cell.state === 'measured' && cell.reason === undefined ? cell.latencyMs.n : [];
  });
  return samples.length === 0 ? 0 : Math.min(...samples);
}
