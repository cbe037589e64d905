import { settingsFromQuery, settingsToQuery } from '../settings/settings-text.ts';
import { compactCapacity, compactLoadTest, maxCompactLoadTests } from './compact-load.ts';
import {
  type CompactCell,
  type CompactLane,
  type CompactRun,
  compactRunSchemaId,
  maxCompactText,
} from './compact-run.ts';
import type { CellRecord, LaneRecord, RunRecord } from './run-record.ts';
import { significant } from './significant.ts';

/** Times keep five digits: more than any of these measurements can tell apart. */
const figure = (value: number) => significant(value, 5);
const bytes = (value: number) => Math.round(figure(value));
const orNull = (value: number | null | undefined, round: (value: number) => number) =>
  value === null || value === undefined ? null : round(value);

/** A text as a link can carry it: cut, and without halves of surrogate pairs, which UTF-8 cannot say. */
function short(text: string): string {
  return text.slice(0, maxCompactText).replace(/\p{Cs}/gu, '\uFFFD');
}

/** The compact form of a record: no samples or single arrivals, no texts of pairs, no user agent, no words of messages. */
export function compactOfRecord(record: RunRecord): CompactRun {
  const { input, environment, settings, loadTests = [] } = record;
  const { adapter } = environment;
  const laneIds = record.lanes.map(({ id }) => id);
  return {
    schema: compactRunSchemaId,
    id: short(record.id),
    state: record.state,
    startedAt: record.startedAt,
    durationMs: figure(record.durationMs),
    app: { version: short(record.app.version), commit: short(record.app.commit) },
    ...(record.label !== undefined && { label: short(record.label) }),
    // By way of their text, so that what a codec would refuse is left out here and not met by the reader.
    settings: settingsFromQuery(settingsToQuery(settings)).settings,
    input: {
      source: input.source,
      ...(input.sample !== undefined && { sample: short(input.sample) }),
      pairCount: input.pairCount,
      tokenLengths: input.tokenLengths && { ...input.tokenLengths, p50: figure(input.tokenLengths.p50) },
      sha256: short(input.sha256),
    },
    environment: {
      browser: short(environment.browser),
      os: short(environment.os),
      hardwareConcurrency: environment.hardwareConcurrency,
      deviceMemoryGiB: environment.deviceMemoryGiB,
      crossOriginIsolated: environment.crossOriginIsolated,
      clockResolutionMs: figure(environment.clockResolutionMs),
      adapter: adapter && {
        name: short(adapter.name),
        nameSource: adapter.nameSource,
        vendor: short(adapter.vendor),
        architecture: short(adapter.architecture),
        isSoftware: adapter.isSoftware,
      },
    },
    lanes: record.lanes.map(compactLane),
    ...(loadTests.length > 0 && {
      loadTests: loadTests.slice(-maxCompactLoadTests).map((test) => compactLoadTest(test, laneIds)),
    }),
    warningCodes: record.warnings.map(({ code }) => short(code)),
  };
}

function compactLane(lane: LaneRecord): CompactLane {
  const { model, versions, coldMs, scoreCheck } = lane;
  return {
    id: short(lane.id),
    state: lane.state,
    errorCode: lane.error === undefined ? null : short(lane.error.code),
    device: lane.device,
    deviceUsed: lane.deviceUsed,
    dtype: lane.dtype,
    runtime: lane.runtime,
    threads: lane.threads,
    workers: lane.workers,
    order: lane.order,
    paddingMultiple: lane.paddingMultiple,
    versions: versions && {
      transformers: short(versions.transformers),
      onnxruntime: short(versions.onnxruntime),
    },
    model: {
      id: short(model.id),
      source: model.source,
      revision: model.revision === null ? null : short(model.revision),
      layers: model.layers,
      bytes: model.bytes,
    },
    coldMs: coldMs && {
      download: figure(coldMs.download),
      session: figure(coldMs.session),
      firstRun: orNull(coldMs.firstRun, figure),
    },
    scoreCheck: scoreCheck && {
      verdict: scoreCheck.verdict,
      findingCodes: scoreCheck.findings.map(({ code }) => short(code)),
      tolerance: figure(scoreCheck.tolerance),
      largestPaddingDifference: orNull(scoreCheck.largestPaddingDifference, figure),
    },
    ...(lane.capacity !== undefined && { capacity: compactCapacity(lane.capacity) }),
    cells: lane.cells.map(compactCell),
  };
}

function compactCell(cell: CellRecord): CompactCell {
  const { pairCount, batchSize, tokenBudget } = cell;
  const reason = cell.reason === undefined ? null : short(cell.reason);
  const firstRunMs = orNull(cell.firstRunMs, figure);
  const place = { pairCount, batchSize, tokenBudget };
  if (cell.state !== 'measured') return { ...place, state: cell.state, reason, firstRunMs };
  const { n, mean, sd, median, ci95, p95, p99 } = cell.latencyMs;
  return {
    ...place,
    state: 'measured',
    reason,
    n,
    meanMs: figure(mean),
    sdMs: figure(sd),
    medianMs: figure(median),
    halfWidthMs: ci95 === null ? null : figure((ci95[1] - ci95[0]) / 2),
    p95Ms: orNull(p95, figure),
    p99Ms: orNull(p99, figure),
    tokenizeMs: figure(cell.tokenizeMs),
    modelMs: figure(cell.modelMs),
    firstRunMs,
    tokens: cell.tokens,
    tokensComputed: cell.tokensComputed,
    passes: cell.passes ?? null,
    gpuBytes: cell.gpuBytes && { peak: bytes(cell.gpuBytes.peak), resident: bytes(cell.gpuBytes.resident) },
    wasmBytes: orNull(cell.wasmBytes, bytes),
  };
}
