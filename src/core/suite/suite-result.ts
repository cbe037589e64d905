import { bestBatches } from '../bench/best-batch.ts';
import { type BatchCell, type DraftCell, type DraftLane, isBatchCell } from '../document/run-draft.ts';
import type { Departure } from '../document/suite-record.ts';
import type { Device, Dtype } from '../rerank/devices.ts';
import type { SuiteName } from '../settings/suite-names.ts';
import { geometricMean } from '../stats/geometric-mean.ts';
import { criticalT, type Interval } from '../stats/interval.ts';
import { logOfMean, pooledLogMean } from '../stats/log-ratio.ts';
import { isSamples } from '../stats/samples.ts';
import { departuresOf, type SuiteRun, suiteOf } from './departures.ts';

/** The headline of one task: its fastest batch size. */
export interface TaskHeadline {
  readonly task: string;
  readonly laneId: string;
  readonly device: Device;
  readonly dtype: Dtype | null;
  /** The model's layers as they were measured; fewer than the suite's where memory did not allow more. */
  readonly layers: number | null;
  readonly pairCount: number;
  readonly batchSize: number;
  readonly pairsPerSecond: number;
  /** The rate's 95 % interval; `null` where there are too few rounds for one. */
  readonly ci95: Interval | null;
  /** Half the width of the mean latency's 95 % interval as a share of the mean; `null` with the interval. */
  readonly halfWidth: number | null;
}

export interface GeometricMean {
  readonly pairsPerSecond: number;
  /** `null` where a task has no interval. */
  readonly ci95: Interval | null;
  /** Half the interval's width as a share of the mean, on the logarithm's scale: exp(half) − 1. */
  readonly halfWidth: number | null;
}

/** What a suite answers. */
export interface SuiteResult {
  readonly id: string;
  readonly name: SuiteName;
  /** Every task of the suite in its order; `null` where nothing of it was measured. */
  readonly tasks: readonly { readonly task: string; readonly headline: TaskHeadline | null }[];
  /** Over all tasks of the suite; `null` while one of them has no headline, since it would be another's mean. */
  readonly geometricMean: GeometricMean | null;
  /** With none of them the run is comparable with others'. */
  readonly departures: readonly Departure[];
}

/**
 * What a run of a suite answers: per task the throughput at its fastest batch size, as published figures have
 * it, and the geometric mean over all tasks. It is computed from the cells' figures alone, so that it comes
 * out the same from a link.
 *
 * @returns `null` where the run is of no suite that is known here
 */
export function suiteResult(run: SuiteRun): SuiteResult | null {
  const suite = suiteOf(run);
  if (suite === undefined || run.suite === undefined) return null;
  const found = suite.tasks.map(({ id }) => ({ task: id, fastest: fastestOf(id, run.lanes) }));
  return {
    id: run.suite.id,
    name: run.suite.name,
    tasks: found.map(({ task, fastest }) => ({ task, headline: fastest && headlineOf(task, fastest) })),
    geometricMean: geometricMeanOf(found.map(({ fastest }) => fastest)),
    departures: departuresOf(run),
  };
}

/** A cell that ended early, such as for lack of memory, is not among the contenders. */
const isWhole = (cell: DraftCell): cell is BatchCell =>
  isBatchCell(cell) && cell.reason === undefined && cell.pairsPerSecond > 0;

interface Fastest {
  readonly lane: DraftLane;
  readonly cell: BatchCell;
}

/** A task's fastest cell, of its largest requests where a setting asked for several pair counts. */
function fastestOf(task: string, lanes: readonly DraftLane[]): Fastest | null {
  const own = lanes.filter((lane) => lane.task === task && lane.scoreCheck?.verdict !== 'suspect');
  const all = own.flatMap((lane) => {
    const cell = bestBatches(lane.cells.filter(isWhole)).at(-1);
    return cell === undefined ? [] : { lane, cell };
  });
  const [fastest] = all.sort((a, b) => b.cell.pairsPerSecond - a.cell.pairsPerSecond);
  return fastest ?? null;
}

function headlineOf(task: string, { lane, cell }: Fastest): TaskHeadline {
  const { pairCount, batchSize, pairsPerSecond, latencyMs } = cell;
  const { mean, ci95 } = latencyMs;
  const isBounded = ci95 !== null && ci95[0] > 0;
  return {
    task,
    laneId: lane.id,
    device: lane.deviceUsed ?? lane.device,
    dtype: lane.dtype,
    layers: lane.model.layers,
    pairCount,
    batchSize,
    pairsPerSecond,
    ci95: isBounded ? [(1000 * pairCount) / ci95[1], (1000 * pairCount) / ci95[0]] : null,
    halfWidth: isBounded ? (ci95[1] - ci95[0]) / 2 / mean : null,
  };
}

/**
 * The geometric mean of k throughputs Rᵢ, exp(Σ ln Rᵢ / k), and its 95 % interval exp(m ± t₀.₉₇₅,ν · √V) with
 * m = Σ ln Rᵢ / k and V = Σ vᵢ / k², where vᵢ is the variance of ln Rᵢ by the delta method (the standard error
 * of the mean latency ÷ that mean, squared) and ν are Welch's degrees of freedom. Tasks are measured one after
 * another, so their errors are taken as independent. The interval tells how far this run's samples determine
 * the figure; it says nothing of other tasks.
 * Sources: Fleming & Wallace, How Not to Lie with Statistics, CACM 29 (1986); Welch, Biometrika 34 (1947);
 * Cochran, Sampling Techniques, 3rd ed., §6.3 (delta method).
 */
function geometricMeanOf(all: readonly (Fastest | null)[]): GeometricMean | null {
  const cells = all.flatMap((one) => one?.cell ?? []);
  if (cells.length === 0 || cells.length < all.length) return null;
  const rates = cells.map(({ pairsPerSecond }) => pairsPerSecond);
  const logs = cells.flatMap(({ latencyMs, pairsPerSecond }) => {
    const log = logOfMean(latencyMs);
    return log === null ? [] : { ...log, mean: Math.log(pairsPerSecond) };
  });
  const [first, ...rest] = logs;
  if (first === undefined || logs.length < cells.length) {
    return isSamples(rates) ? { pairsPerSecond: geometricMean(rates), ci95: null, halfWidth: null } : null;
  }
  const { mean, variance, degrees } = pooledLogMean([first, ...rest]);
  const half = criticalT(0.05, Math.min(mostDegrees, degrees)) * Math.sqrt(variance);
  return {
    pairsPerSecond: Math.exp(mean),
    ci95: [Math.exp(mean - half), Math.exp(mean + half)],
    halfWidth: Math.exp(half) - 1,
  };
}

/** Beyond these Student's t is the normal distribution to more digits than its quantile has. */
const mostDegrees = 1e6;
