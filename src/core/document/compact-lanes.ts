import type { CompactCell, CompactLane, CompactRun } from './compact-run.ts';
import type { DraftCell, DraftLane } from './run-draft.ts';

/**
 * The lanes of a compact run as the chart and the table draw them. They hold no raw samples: `samples`, `rounds`, `startedAtMs`
 * and `measurements` are empty whatever `n` says, so nothing may be computed from samples here. Rates follow from the
 * mean (every request of a cell carries the same pairs); texts of errors and findings are empty, their codes say it.
 */
export function compactLanes(run: CompactRun): DraftLane[] {
  return run.lanes.map(draftLane);
}

function draftLane({ errorCode, scoreCheck, cells, ...lane }: CompactLane): DraftLane {
  return {
    ...lane,
    ...(errorCode !== null && { error: { code: errorCode, message: '' } }),
    scoreCheck: scoreCheck && {
      verdict: scoreCheck.verdict,
      findings: scoreCheck.findingCodes.map((code) => ({ code, message: '' })),
      tolerance: scoreCheck.tolerance,
      largestPaddingDifference: scoreCheck.largestPaddingDifference,
      scores: [],
      agreement: null,
    },
    cells: cells.map(draftCell),
    events: [],
  };
}

function draftCell(cell: CompactCell): DraftCell {
  const { pairCount, batchSize, tokenBudget, firstRunMs } = cell;
  const place = { pairCount, batchSize, tokenBudget, ...(cell.reason !== null && { reason: cell.reason }) };
  if (cell.state !== 'measured') return { ...place, state: cell.state, firstRunMs };
  const { meanMs, sdMs, halfWidthMs, tokens, tokensComputed } = cell;
  return {
    ...place,
    state: 'measured',
    measurements: [],
    latencyMs: {
      n: cell.n,
      samples: [],
      rounds: [],
      startedAtMs: [],
      mean: meanMs,
      sd: sdMs,
      cv: meanMs === 0 ? 0 : sdMs / meanMs,
      median: cell.medianMs,
      ci95: halfWidthMs === null ? null : [meanMs - halfWidthMs, meanMs + halfWidthMs],
      ...(cell.p95Ms !== null && { p95: cell.p95Ms }),
      ...(cell.p99Ms !== null && { p99: cell.p99Ms }),
    },
    pairsPerSecond: meanMs === 0 ? 0 : (1000 * pairCount) / meanMs,
    tokensPerSecond: meanMs === 0 ? 0 : (1000 * tokens) / meanMs,
    tokenizeMs: cell.tokenizeMs,
    modelMs: cell.modelMs,
    firstRunMs,
    tokens,
    tokensComputed,
    ...(cell.passes !== null && { passes: cell.passes }),
    paddingEfficiency: tokensComputed === 0 ? 1 : tokens / tokensComputed,
    gpuBytes: cell.gpuBytes,
    wasmBytes: cell.wasmBytes,
  };
}
