import { laneDoubts } from '../../core/bench/doubts.ts';
import { agreeLanes, type LaneScores } from '../../core/bench/lane-agreement.ts';
import type { JudgedLane } from '../../core/bench/measured-lane.ts';
import { recommend } from '../../core/bench/recommendation.ts';
import { slowdownOfLane } from '../../core/bench/steadiness.ts';
import type { RecommendationOf } from '../../core/document/recommendation-record.ts';
import {
  type BatchCell,
  type DraftCell,
  type DraftLane,
  isBatchCell,
  type RunDraft,
  samplingOf,
} from '../../core/document/run-draft.ts';
import type { Issue } from '../../core/document/run-record.ts';
import { hasFusedAttention } from '../../core/onnx/fused-operators.ts';
import { pairsPerArrival } from '../../core/settings/load-test-plan.ts';
import { withDepartures } from '../../core/suite/departures.ts';
import { adapterDoubts } from './adapter-doubts.ts';
import { isOfComparison, withAgreement } from './lane-edits.ts';

/**
 * Judges a run's lanes together: whether their scores agree, what is doubtful, and what to set. It is called
 * whenever a lane has ended, and adds nothing twice.
 */
export function judgeRun(draft: RunDraft): RunDraft {
  const lanes = lanesByTask(draft.lanes).flatMap(judgeAgreement);
  const doubts = lanes.filter(isOver).flatMap((lane) => doubtsOf(lane, draft));
  // More rounds may have settled a doubt, or changed its figures.
  const others = draft.warnings.filter(({ code }) => !judgedCodes.has(code));
  return withDepartures({
    ...draft,
    lanes,
    warnings: doubts.reduce(withWarning, others),
    recommendations: [
      ...lanesByTask(lanes).flatMap((alike) => {
        const all = recommend(alike.map((lane) => toJudged(lane, draft.settings.repetitions)));
        // A suite's pair counts were not chosen for any use.
        return draft.suite === undefined ? all : all.filter(({ kind }) => kind !== 'situation');
      }),
      ...recommendCapacity({ ...draft, lanes }),
    ],
  });
}

/** The lanes of each of a suite's tasks; all lanes of another run. Only lanes of one model are compared. */
function lanesByTask(lanes: readonly DraftLane[]): (readonly DraftLane[])[] {
  const tasks = [...new Set(lanes.map(({ task }) => task))];
  return tasks.map((task) => lanes.filter((lane) => lane.task === task));
}

/** Warnings that follow from the lanes alone. */
const judgedCodes: ReadonlySet<string> = new Set([
  'drift',
  'slowed-down',
  'wide-interval',
  'coarse-clock',
  'budget-spent',
  'too-few-pairs',
  'suspect-scores',
  'wrong-backend',
  'other-adapter',
]);

/** The warnings with one more, unless it is among them already. */
export function withWarning(warnings: readonly Issue[], warning: Issue): Issue[] {
  const said = warnings.some(({ code, detail }) => code === warning.code && detail === warning.detail);
  return said ? [...warnings] : [...warnings, warning];
}

const isOver = ({ state }: DraftLane): boolean =>
  state === 'done' || state === 'cancelled' || state === 'failed';

function judgeAgreement(lanes: readonly DraftLane[]): DraftLane[] {
  const probed = lanes.flatMap((lane): LaneScores[] => {
    const { id, device, dtype, scoreCheck, fusedOperators = [] } = lane;
    if (dtype === null || scoreCheck === null || scoreCheck.verdict === 'not-applicable') return [];
    // An earlier comparison must not sway the choice of the reference.
    const isSound = scoreCheck.findings.every(({ code }) => isOfComparison(code));
    const { scores, largestPaddingDifference } = scoreCheck;
    return [
      {
        laneId: id,
        device,
        dtype,
        isSound,
        scores,
        largestPaddingDifference,
        hasFusedAttention: hasFusedAttention(fusedOperators),
      },
    ];
  });
  const results = agreeLanes(probed);
  return lanes.map((lane) => {
    const result = results.get(lane.id);
    return result === undefined ? lane : withAgreement(lane, result);
  });
}

function doubtsOf(lane: DraftLane, { environment, settings, evidence }: RunDraft): Issue[] {
  const { clockResolutionMs } = environment;
  const doubts: Issue[] = laneDoubts(lane.cells, {
    laneId: lane.id,
    laneState: lane.state,
    clockResolutionMs,
    repetitions: settings.repetitions,
    sampling: samplingOf(settings.repetitions, lane),
  });
  if (lane.scoreCheck?.verdict === 'suspect') {
    const { findings } = lane.scoreCheck;
    doubts.push({
      code: 'suspect-scores',
      message: `The scores of ${lane.id} cannot be trusted: ${findings.map(({ message }) => message).join(' ')}`,
      detail: `${lane.id} ${findings.map(({ code }) => code).join(' ')}`,
    });
  }
  if (lane.deviceUsed !== null && lane.deviceUsed !== lane.device) {
    doubts.push({
      code: 'wrong-backend',
      message: `${lane.id} was to run on ${lane.device} and ran on ${lane.deviceUsed}.`,
      detail: `${lane.id} ${lane.deviceUsed}`,
    });
  }
  const slowdown = slowdownOfLane(evidence?.speed ?? [], lane);
  if (slowdown !== null) {
    const share = `${Math.round(100 * slowdown.share)}%`;
    doubts.push({
      code: 'slowed-down',
      message: `The device slowed down by ${share} during the run, before ${lane.id} had ended.`,
      detail: `${lane.id} ${share}`,
    });
  }
  return [...doubts, ...adapterDoubts(lane, environment)];
}

/** A cell that ended early, such as for lack of memory, is never recommended. */
const isWhole = (cell: DraftCell): cell is BatchCell => isBatchCell(cell) && cell.reason === undefined;

/** @param repetitions as the run's settings asked for */
export const toJudged = (lane: DraftLane, repetitions: number | null): JudgedLane => {
  const { id, device, order, scoreCheck, cells } = lane;
  return {
    id,
    device,
    order,
    suspect: scoreCheck?.verdict === 'suspect',
    cells: cells.filter(isWhole),
    sampling: samplingOf(repetitions, lane),
  };
};

/**
 * What to set where many requests come at once: the best of the planner's simulations, for each lane that has
 * one. A lane with suspect scores recommends nothing.
 */
export function recommendCapacity({
  lanes,
  loadTests = [],
  settings,
}: RunDraft): RecommendationOf<'capacity'>[] {
  return lanes.flatMap(({ id, device, deviceUsed, capacity, scoreCheck }) => {
    const best = capacity?.best;
    if (capacity === undefined || best == null || scoreCheck?.verdict === 'suspect') return [];
    // The planner used the plan of the lane's last test.
    const plan = loadTests.findLast(({ laneId }) => laneId === id)?.plan;
    return {
      kind: 'capacity',
      laneId: id,
      device: deviceUsed ?? device,
      quantile: capacity.objective.quantile,
      latencyMs: capacity.objective.latencyMs,
      pairsPerArrival: plan?.pairsPerArrival ?? pairsPerArrival(settings),
      maxBatch: best.maxBatch,
      maxWaitMs: best.maxWaitMs,
      ratePerSecond: best.ratePerSecond,
      unbatchedRatePerSecond: capacity.unbatchedRatePerSecond,
    };
  });
}
