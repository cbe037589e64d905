import { type CsvValue, csvDocument } from './csv-document.ts';
import { loadTestsToCsv } from './load-csv.ts';
import type { CellRecord, LaneRecord, RunRecord } from './run-record.ts';

type Column = readonly [
  name: string,
  value: (run: RunRecord, lane: LaneRecord, cell: CellRecord) => CsvValue,
];

const measured = (cell: CellRecord) => (cell.state === 'measured' ? cell : undefined);
const latency = (cell: CellRecord) => measured(cell)?.latencyMs;

const percentOfPeak = ({ peak }: LaneRecord, cell: CellRecord) => {
  const rate = measured(cell)?.gflopsPerSecond;
  return peak === undefined || rate === undefined ? undefined : (100 * rate) / peak.gflopsPerSecond;
};

/** The columns in their order. Names are a contract: new ones go to the end, none changes its meaning. */
const columns: readonly Column[] = [
  ['runId', (run) => run.id],
  ['startedAt', (run) => run.startedAt],
  ['label', (run) => run.label],
  ['browser', (run) => run.environment.browser],
  ['os', (run) => run.environment.os],
  ['adapter', (run) => run.environment.adapter?.name],
  ['laneId', (_run, lane) => lane.id],
  ['laneState', (_run, lane) => lane.state],
  ['scoreVerdict', (_run, lane) => lane.scoreCheck?.verdict],
  ['model', (_run, lane) => lane.model.id],
  ['revision', (_run, lane) => lane.model.revision],
  ['device', (_run, lane) => lane.device],
  ['deviceUsed', (_run, lane) => lane.deviceUsed],
  ['dtype', (_run, lane) => lane.dtype],
  ['runtime', (_run, lane) => lane.runtime],
  ['threads', (_run, lane) => lane.threads],
  ['workers', (_run, lane) => lane.workers],
  ['order', (_run, lane) => lane.order],
  ['pairCount', (_run, _lane, cell) => cell.pairCount],
  ['batchSize', (_run, _lane, cell) => cell.batchSize],
  ['tokenBudget', (_run, _lane, cell) => cell.tokenBudget],
  ['state', (_run, _lane, cell) => cell.state],
  ['reason', (_run, _lane, cell) => cell.reason],
  ['n', (_run, _lane, cell) => latency(cell)?.n],
  ['meanMs', (_run, _lane, cell) => latency(cell)?.mean],
  ['sdMs', (_run, _lane, cell) => latency(cell)?.sd],
  ['cv', (_run, _lane, cell) => latency(cell)?.cv],
  ['medianMs', (_run, _lane, cell) => latency(cell)?.median],
  ['ci95LowMs', (_run, _lane, cell) => latency(cell)?.ci95?.[0]],
  ['ci95HighMs', (_run, _lane, cell) => latency(cell)?.ci95?.[1]],
  ['p95Ms', (_run, _lane, cell) => latency(cell)?.p95],
  ['p99Ms', (_run, _lane, cell) => latency(cell)?.p99],
  ['pairsPerSecond', (_run, _lane, cell) => measured(cell)?.pairsPerSecond],
  ['tokensPerSecond', (_run, _lane, cell) => measured(cell)?.tokensPerSecond],
  ['tokenizeMs', (_run, _lane, cell) => measured(cell)?.tokenizeMs],
  ['modelMs', (_run, _lane, cell) => measured(cell)?.modelMs],
  ['firstRunMs', (_run, _lane, cell) => cell.firstRunMs],
  ['tokens', (_run, _lane, cell) => measured(cell)?.tokens],
  ['tokensComputed', (_run, _lane, cell) => measured(cell)?.tokensComputed],
  ['paddingEfficiency', (_run, _lane, cell) => measured(cell)?.paddingEfficiency],
  ['gpuPeakBytes', (_run, _lane, cell) => measured(cell)?.gpuBytes?.peak],
  ['gpuResidentBytes', (_run, _lane, cell) => measured(cell)?.gpuBytes?.resident],
  ['wasmBytes', (_run, _lane, cell) => measured(cell)?.wasmBytes],
  ['runState', (run) => run.state],
  ['adapterNameSource', (run) => run.environment.adapter?.nameSource],
  ['adapterIsSoftware', (run) => run.environment.adapter?.isSoftware],
  ['transformers', (_run, lane) => lane.versions?.transformers],
  ['onnxruntime', (_run, lane) => lane.versions?.onnxruntime],
  ['appVersion', (run) => run.app.version],
  ['maxLength', (run) => run.settings.maxLength],
  ['seed', (run) => run.settings.seed],
  ['inputPairCount', (run) => run.input.pairCount],
  ['inputSha256', (run) => run.input.sha256],
  ['modelSource', (_run, lane) => lane.model.source],
  ['layers', (_run, lane) => lane.model.layers],
  ['gflopsPerSecond', (_run, _lane, cell) => measured(cell)?.gflopsPerSecond],
  ['peakGflopsPerSecond', (_run, lane) => lane.peak?.gflopsPerSecond],
  ['percentOfPeak', (_run, lane, cell) => percentOfPeak(lane, cell)],
];

/**
 * The record as CSV (RFC 4180, lines end in CR LF): a header, then one row a cell, of every lane in its order. What is not
 * known is an empty field. Raw samples are only in the JSON, and a lane without cells only there and in the Markdown. A run that has load
 * tests and no cell at all is the table of its load tests (`loadTestsToCsv`).
 */
export function recordToCsv(record: RunRecord): string {
  const hasCells = record.lanes.some(({ cells }) => cells.length > 0);
  if (!hasCells && (record.loadTests ?? []).length > 0) return loadTestsToCsv(record);
  const rows = record.lanes.flatMap((lane) =>
    lane.cells.map((cell) => columns.map(([, value]) => value(record, lane, cell))),
  );
  return csvDocument(
    columns.map(([name]) => name),
    rows,
  );
}
