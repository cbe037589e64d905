import type { LaneFigures, MeasuredFigures, RunFigures } from './run-figures.ts';

/** A lane with the position of its run among the runs of its side. */
export interface LaneOfRun {
  readonly run: number;
  readonly lane: LaneFigures;
}

export type LanesOfSide = readonly [LaneOfRun, ...LaneOfRun[]];

/** The lanes of two sides that measured the same configuration. */
export interface MatchedLane {
  readonly base: LanesOfSide;
  readonly head: LanesOfSide;
}

export interface LaneMatching {
  readonly matched: readonly MatchedLane[];
  /** Lanes without a counterpart on the other side, one for each configuration. */
  readonly unmatched: { readonly base: readonly LaneFigures[]; readonly head: readonly LaneFigures[] };
}

/**
 * The model that a lane is matched by. It is the lane's own, unless a twin is compared with its real model.
 */
export type ModelOfLane = (lane: LaneFigures) => { readonly id: string; readonly layers: number | null };

const ownModel: ModelOfLane = ({ model }) => model;

/** The cells of a lane that can be compared: those that are measured with a mean latency above 0. */
export const measuredCells = ({ cells }: LaneFigures): MeasuredFigures[] =>
  cells.filter((cell) => cell.state === 'measured' && cell.latencyMs.mean > 0) as MeasuredFigures[];

/** The lanes of a run that have such cells. */
export const measuredLanes = ({ lanes }: RunFigures): LaneFigures[] =>
  lanes.filter((lane) => measuredCells(lane).length > 0);

/**
 * Matches measured lanes by model, layers, device, dtype, order, padding, WebGPU's option and graph. A lane
 * that differs only in runtime, threads or workers is still matched, unless some run has several such lanes:
 * then those belong to the identity as well. Revision, versions and the device really used may differ; they
 * are listed as differences.
 */
export function matchLanes(
  base: readonly RunFigures[],
  head: readonly RunFigures[],
  modelOf: ModelOfLane = ownModel,
): LaneMatching {
  const identity = (lane: LaneFigures) => {
    const { device, dtype, order, paddingMultiple, gpuOption, graph } = lane;
    const { id, layers } = modelOf(lane);
    const { file } = lane.model;
    return JSON.stringify([id, layers, device, dtype, order, paddingMultiple, gpuOption, graph, file]);
  };
  const split = ambiguousIdentities([...base, ...head], identity);
  const keyOf = (lane: LaneFigures) => {
    const own = identity(lane);
    return split.has(own) ? own + variant(lane) : own;
  };
  const ofBase = lanesByKey(base, keyOf);
  const ofHead = lanesByKey(head, keyOf);
  const matched: MatchedLane[] = [];
  const lonely = { base: [] as LaneFigures[], head: [] as LaneFigures[] };
  for (const [key, lanes] of ofBase) {
    const others = ofHead.get(key);
    if (others !== undefined) matched.push({ base: lanes, head: others });
    else lonely.base.push(lanes[0].lane);
  }
  for (const [key, lanes] of ofHead) {
    if (!ofBase.has(key)) lonely.head.push(lanes[0].lane);
  }
  return { matched, unmatched: lonely };
}

/** What may differ between matched lanes, but tells two lanes of one run apart. */
const variant = ({ runtime, threads, workers }: LaneFigures) => JSON.stringify([runtime, threads, workers]);

function ambiguousIdentities(
  runs: readonly RunFigures[],
  identity: (lane: LaneFigures) => string,
): Set<string> {
  const ambiguous = new Set<string>();
  for (const run of runs) {
    const seen = new Set<string>();
    for (const key of measuredLanes(run).map(identity)) {
      if (seen.has(key)) ambiguous.add(key);
      seen.add(key);
    }
  }
  return ambiguous;
}

function lanesByKey(
  runs: readonly RunFigures[],
  keyOf: (lane: LaneFigures) => string,
): Map<string, LanesOfSide> {
  const byKey = new Map<string, LanesOfSide>();
  for (const [position, run] of runs.entries()) {
    for (const lane of measuredLanes(run)) {
      const key = keyOf(lane);
      const held = byKey.get(key);
      // Two lanes alike in all of this cannot be told apart; the first stands for the run.
      if (held?.some((one) => one.run === position)) continue;
      const one = { run: position, lane };
      byKey.set(key, held === undefined ? [one] : [...held, one]);
    }
  }
  return byKey;
}
