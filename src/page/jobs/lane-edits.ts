import type { AgreementResult } from '../../core/bench/lane-agreement.ts';
import type { LaneEvent, LaneRunEnd } from '../../core/bench/lane-run.ts';
import { type DraftCell, type DraftLane, endCell } from '../../core/document/run-draft.ts';
import type { CheckedScores } from '../../core/rerank/check-scores.ts';
import { deviceKinds } from '../../core/rerank/devices.ts';
import { type FailureData, isOutOfMemory } from '../../core/rerank/failure.ts';
import { mergedPasses } from '../../core/rerank/pass-times.ts';
import type { ScoreFinding } from '../../core/rerank/score-check.ts';
import { areProbabilities } from '../../core/rerank/score-request.ts';
import type { LoadedModel } from '../../worker/protocol/messages.ts';

/** What becomes of a lane's draft as its session hears from the worker. Each answers a new lane. */

export function withCell(lane: DraftLane, place: number, change: (cell: DraftCell) => DraftCell): DraftLane {
  return { ...lane, cells: lane.cells.map((cell, i) => (i === place ? change(cell) : cell)) };
}

export function withEvent(lane: DraftLane, atMs: number, kind: string, message: string): DraftLane {
  return { ...lane, events: [...lane.events, { atMs: Math.max(0, atMs), kind, message }] };
}

export function withModel(lane: DraftLane, loaded: LoadedModel): DraftLane {
  const {
    deviceUsed,
    adapterUsed,
    dtype,
    runtime,
    threads,
    workers,
    versions,
    revision,
    layers,
    shape,
    bytes,
    coldMs,
    fusedOperators,
    graphUse,
  } = loaded;
  return {
    ...lane,
    deviceUsed,
    ...(adapterUsed !== undefined && { adapterUsed }),
    ...(fusedOperators !== undefined && { fusedOperators }),
    ...(graphUse !== undefined && { graphUse }),
    dtype,
    runtime,
    threads: deviceKinds[deviceUsed].usesThreads ? threads : null,
    workers,
    versions,
    model: { ...lane.model, revision, layers, bytes, ...(shape && { shape }) },
    // A worker that came later was not the lane's cold start.
    coldMs: lane.coldMs ?? { ...coldMs, firstRun: null },
  };
}

export function withScoreCheck(lane: DraftLane, { firstRunMs, ...check }: CheckedScores): DraftLane {
  const { coldMs } = lane;
  const hasProbabilities = check.verdict !== 'not-applicable' && areProbabilities(check.scores);
  return {
    ...lane,
    coldMs: coldMs && { ...coldMs, firstRun: coldMs.firstRun ?? firstRunMs },
    scoreCheck: {
      ...check,
      findings: [...check.findings],
      scores: [...check.scores],
      ...(hasProbabilities && { areProbabilities: true as const }),
      agreement: null,
    },
  };
}

/** The lane with one more thing wrong with its scores. */
export function withScoreFinding(lane: DraftLane, finding: ScoreFinding): DraftLane {
  const { scoreCheck } = lane;
  if (scoreCheck === null || scoreCheck.findings.some(({ code }) => code === finding.code)) return lane;
  return {
    ...lane,
    scoreCheck: { ...scoreCheck, verdict: 'suspect', findings: [...scoreCheck.findings, finding] },
  };
}

/** Whether a finding comes from comparing lanes, and not from a lane alone. */
export const isOfComparison = (code: string): boolean =>
  code === 'ranks-disagree' || code === 'attention-differs';

/** The lane with its agreement with another lane, which replaces the finding of an earlier comparison. */
export function withAgreement(lane: DraftLane, { agreement, finding }: AgreementResult): DraftLane {
  const { scoreCheck } = lane;
  if (scoreCheck === null) return lane;
  const findings = scoreCheck.findings.filter(({ code }) => !isOfComparison(code));
  const compared: DraftLane = {
    ...lane,
    scoreCheck: { ...scoreCheck, agreement, findings, verdict: findings.length === 0 ? 'ok' : 'suspect' },
  };
  return finding === null ? compared : withScoreFinding(compared, finding);
}

export function withWarmUp(lane: DraftLane, event: Extract<LaneEvent, { type: 'warmed-up' }>): DraftLane {
  const { firstRunMs, latencyMs, memory } = event;
  return withCell(lane, event.cell, (cell) => {
    // Cells that outlived their worker are warmed up again, and keep what they have.
    if (cell.state !== 'pending') return cell;
    return { ...cell, state: 'warmed-up', firstRunMs, latencyMs, ...memory };
  });
}

/** The lane with the passes of one more round of its sweep. */
export function withPasses(
  lane: DraftLane,
  { round, passes }: Pick<Extract<LaneEvent, { type: 'round-done' }>, 'round' | 'passes'>,
): DraftLane {
  const before = lane.passes;
  // Passes that a load test timed have its shapes, so they are kept.
  if (passes === null || before?.source === 'load-test') return lane;
  const tokenizing = before?.tokenizeMsPerPair ?? passes.tokenizeMsPerPair;
  return {
    ...lane,
    passes: {
      source: 'sweep',
      samples: mergedPasses(before?.samples ?? [], passes.samples),
      // Every round has the same requests, so the mean of all is the mean of the rounds' means.
      tokenizeMsPerPair: tokenizing + (passes.tokenizeMsPerPair - tokenizing) / round,
      servers: passes.servers,
    },
  };
}

/** Ends the cell that failed and those that would need as much memory. */
export function withCellFailure(
  lane: DraftLane,
  { cell, failure, hopeless }: Extract<LaneRunEnd, { state: 'cell-failed' }>,
): DraftLane {
  const state = isOutOfMemory(failure.code) ? 'out-of-memory' : 'failed';
  const ended = withCell(lane, cell, (one) => endCell(one, state, failure.code));
  return hopeless.reduce(
    (rest, place) => withCell(rest, place, (one) => endCell(one, 'skipped', 'out-of-memory-expected')),
    ended,
  );
}

/** Ends the lane. Cells that it never reached are cancelled, or fail with the lane. */
export function ended(
  lane: DraftLane,
  state: 'done' | 'cancelled' | 'failed' | 'unavailable',
  failure?: FailureData,
): DraftLane {
  const error = failure && { code: failure.code, message: failure.message, detail: failure.detail };
  const close = (cell: DraftCell): DraftCell => {
    if (cell.state !== 'pending' && cell.state !== 'warmed-up') return cell;
    return error === undefined ? endCell(cell, 'cancelled', state) : endCell(cell, 'failed', error.code);
  };
  return { ...lane, state, ...(error && { error }), cells: lane.cells.map(close) };
}
