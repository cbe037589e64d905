import type { ComparableLane, ComparableRun } from './comparable-run.ts';

/** The lanes of two sides that measured the same configuration, each with the place of its run on its side. */
export interface MatchedLane {
  readonly base: LanesOfSide;
  readonly head: LanesOfSide;
}

export type LanesOfSide = readonly [LaneOfRun, ...LaneOfRun[]];

export interface LaneOfRun {
  readonly run: number;
  readonly lane: ComparableLane;
}

export interface LaneMatching {
  readonly matched: readonly MatchedLane[];
  /** Lanes of which the other side has none, one for each configuration. */
  readonly unmatched: { readonly base: readonly ComparableLane[]; readonly head: readonly ComparableLane[] };
}

/** What makes two lanes the same question. Revision, versions and what really computed may differ; that is then listed. */
const identity = (lane: ComparableLane) => {
  const { device, dtype, order, paddingMultiple } = lane;
  const { model, layers } = lane.comparedAs ?? lane;
  return JSON.stringify([model, layers, device, dtype, order, paddingMultiple]);
};

/** What may differ between runs, but tells two lanes of one run apart. */
const variant = ({ runtime, threads, workers }: ComparableLane) =>
  JSON.stringify([runtime, threads, workers]);

/**
 * Matches measured lanes by model, layers, device, dtype, order and padding. A lane that differs only in runtime, threads or workers is
 * still matched, unless some run has several such lanes: then those belong to the identity as well.
 */
export function matchLanes(base: readonly ComparableRun[], head: readonly ComparableRun[]): LaneMatching {
  const split = ambiguousIdentities([...base, ...head]);
  const ofBase = lanesByKey(base, split);
  const ofHead = lanesByKey(head, split);
  const matched: MatchedLane[] = [];
  const lonely = { base: [] as ComparableLane[], head: [] as ComparableLane[] };
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

const measuredLanes = (run: ComparableRun) => run.lanes.filter(({ cells }) => cells.length > 0);

function ambiguousIdentities(runs: readonly ComparableRun[]): Set<string> {
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

function lanesByKey(runs: readonly ComparableRun[], split: ReadonlySet<string>): Map<string, LanesOfSide> {
  const byKey = new Map<string, LanesOfSide>();
  for (const [place, run] of runs.entries()) {
    for (const lane of measuredLanes(run)) {
      const own = identity(lane);
      const key = split.has(own) ? own + variant(lane) : own;
      const held = byKey.get(key);
      // Two lanes alike in all of this cannot be told apart; the first stands for the run.
      if (held?.some((one) => one.run === place)) continue;
      const one = { run: place, lane };
      byKey.set(key, held === undefined ? [one] : [...held, one]);
    }
  }
  return byKey;
}
