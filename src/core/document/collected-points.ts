import { geometricMean } from '../stats/geometric-mean.ts';
import { logMean } from '../stats/log-ratio.ts';
import type { Samples } from '../stats/samples.ts';
import { studentTQuantile } from '../stats/student-t.ts';
import type { LaneRecord, MeasuredCell, RunRecord } from './run-record.ts';

/** A lane with the run it is of. */
export interface LaneOfRun {
  readonly runId: string;
  readonly lane: LaneRecord;
  readonly recommendations: RunRecord['recommendations'];
  /** Load tests that the run made with it. */
  readonly loadTestCount: number;
}

/** A point of a chart: one cell over all runs that measured it. */
export interface CollectedPoint {
  readonly pairCount: number;
  readonly batchSize: number | null;
  readonly tokenBudget: number | null;
  readonly runCount: number;
  /** Geometric mean over runs. */
  readonly pairsPerSecond: number;
  /** Its 95 % interval: from the spread between runs, with one run from its own samples, which is less than runs differ. */
  readonly ci95: readonly [low: number, high: number] | null;
  readonly intervalFrom: 'runs' | 'samples' | null;
  /** The slowest and the fastest run. */
  readonly range: readonly [least: number, most: number];
  /** Mean over runs of the mean latency of a request, ms. */
  readonly latencyMs: number;
  /** Of the hungriest run; `null` where none could be measured. */
  readonly gpuPeakBytes: number | null;
  readonly wasmBytes: number | null;
}

/** Every cell that a run measured, by pair count and batch size. */
export function pointsOf(lanes: readonly LaneOfRun[]): CollectedPoint[] {
  const byPlace = new Map<string, [MeasuredCell, ...MeasuredCell[]]>();
  for (const cell of lanes.flatMap(({ lane }) => lane.cells)) {
    if (cell.state !== 'measured' || cell.pairsPerSecond <= 0) continue;
    const place = `${cell.pairCount} ${cell.batchSize} ${cell.tokenBudget}`;
    const held = byPlace.get(place);
    if (held === undefined) byPlace.set(place, [cell]);
    else held.push(cell);
  }
  return [...byPlace.values()]
    .map(pointOf)
    .sort(
      (a, b) =>
        a.pairCount - b.pairCount ||
        (a.batchSize ?? a.tokenBudget ?? 0) - (b.batchSize ?? b.tokenBudget ?? 0),
    );
}

function pointOf(cells: readonly [MeasuredCell, ...MeasuredCell[]]): CollectedPoint {
  const [first, ...rest] = cells;
  const { pairCount, batchSize, tokenBudget } = first;
  const rates: Samples = [first.pairsPerSecond, ...rest.map(({ pairsPerSecond }) => pairsPerSecond)];
  const interval = rest.length > 0 ? betweenRuns(rates) : withinRun(first);
  const from = rest.length > 0 ? 'runs' : 'samples';
  return {
    pairCount,
    batchSize,
    tokenBudget,
    runCount: cells.length,
    pairsPerSecond: geometricMean(rates),
    ci95: interval,
    intervalFrom: interval === null ? null : from,
    range: [Math.min(...rates), Math.max(...rates)],
    latencyMs: cells.reduce((sum, { latencyMs }) => sum + latencyMs.mean, 0) / cells.length,
    gpuPeakBytes: most(cells.map(({ gpuBytes }) => gpuBytes?.peak ?? null)),
    wasmBytes: most(cells.map(({ wasmBytes }) => wasmBytes)),
  };
}

/** exp(ȳ ± t₀.₉₇₅,ₙ₋₁ · s/√n) with y = ln(pairs per second): symmetric where rates scatter by shares, and never below 0. */
function betweenRuns([first, ...rest]: Samples): readonly [number, number] | null {
  const estimate = logMean([Math.log(first), ...rest.map(Math.log)]);
  if (estimate === null) return null;
  const half = studentTQuantile(0.975, estimate.degrees) * Math.sqrt(estimate.variance);
  return [Math.exp(estimate.mean - half), Math.exp(estimate.mean + half)];
}

/** The run's own interval of mean latency, turned into a rate; `null` where it has none, or one that reaches 0. */
function withinRun({ pairCount, latencyMs }: MeasuredCell): readonly [number, number] | null {
  if (latencyMs.ci95 === null || latencyMs.ci95[0] <= 0) return null;
  const [low, high] = latencyMs.ci95;
  return [(1000 * pairCount) / high, (1000 * pairCount) / low];
}

function most(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}
