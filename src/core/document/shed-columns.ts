import type { CompactCell, CompactLane, CompactRun, MeasuredCompactCell } from './compact-run.ts';
import { significant } from './significant.ts';

type Shed = (run: CompactRun) => CompactRun;

const ofLanes =
  (change: (lane: CompactLane) => CompactLane): Shed =>
  (run) => ({ ...run, lanes: run.lanes.map(change) });

const ofCells = (change: (cell: CompactCell) => CompactCell): Shed =>
  ofLanes((lane) => ({ ...lane, cells: lane.cells.map(change) }));

const ofMeasured = (change: (cell: MeasuredCompactCell) => Partial<MeasuredCompactCell>): Shed =>
  ofCells((cell) => (cell.state === 'measured' ? { ...cell, ...change(cell) } : cell));

/**
 * What a link that is too long gives up, in this order, each on top of those before: the planner's grid, of which the best setting stays; the
 * cold cost; tail quantiles; memory; all digits but three of everything but the mean; load tests. Never n, mean, sd or the interval's half width, of which comparing is made.
 */
export const shedSteps: readonly Shed[] = [
  ofLanes(({ capacity, ...lane }) =>
    capacity === undefined ? lane : { ...lane, capacity: { ...capacity, rates: [] } },
  ),
  (run) =>
    ofLanes((lane) => ({ ...lane, coldMs: null }))(ofCells((cell) => ({ ...cell, firstRunMs: null }))(run)),
  ofMeasured(() => ({ p95Ms: null, p99Ms: null })),
  ofMeasured(() => ({ gpuBytes: null, wasmBytes: null })),
  ofMeasured(({ medianMs, tokenizeMs, modelMs, sdMs, halfWidthMs }) => ({
    sdMs: significant(sdMs, 3),
    halfWidthMs: halfWidthMs === null ? null : significant(halfWidthMs, 3),
    medianMs: significant(medianMs, 3),
    tokenizeMs: significant(tokenizeMs, 3),
    modelMs: significant(modelMs, 3),
  })),
  ({ loadTests: _, ...run }) => ofLanes(({ capacity: __, ...lane }) => lane)(run),
];
