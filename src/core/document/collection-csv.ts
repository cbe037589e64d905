import type { Collection } from './collection.ts';
import { type CollectionRow, rowsOf } from './collection-rows.ts';
import type { CsvValue } from './columns.ts';
import { csvDocument } from './csv.ts';

type Column = readonly [name: string, value: (row: CollectionRow) => CsvValue];

/** The columns in their order. Names are a contract, and mean what they mean in a record's CSV; new ones go to the end. */
const columns: readonly Column[] = [
  ['label', ({ device }) => device.label],
  ['adapter', ({ device }) => device.adapter?.name],
  ['adapterIsSoftware', ({ device }) => device.adapter?.isSoftware],
  ['browser', ({ device }) => device.browser],
  ['os', ({ device }) => device.os],
  ['hardwareConcurrency', ({ device }) => device.hardwareConcurrency],
  ['crossOriginIsolated', ({ device }) => device.crossOriginIsolated],
  ['model', ({ series }) => series.lane.model],
  ['layers', ({ series }) => series.lane.layers],
  ['revision', ({ series }) => series.lane.revision],
  ['device', ({ series }) => series.lane.device],
  ['deviceUsed', ({ series }) => series.lane.deviceUsed],
  ['dtype', ({ series }) => series.lane.dtype],
  ['runtime', ({ series }) => series.lane.runtime],
  ['threads', ({ series }) => series.lane.threads],
  ['workers', ({ series }) => series.lane.workers],
  ['order', ({ series }) => series.lane.order],
  ['transformers', ({ series }) => series.lane.transformers],
  ['onnxruntime', ({ series }) => series.lane.onnxruntime],
  ['sample', ({ series }) => series.work.sample],
  ['inputSha256', ({ series }) => series.work.inputSha256],
  ['maxLength', ({ series }) => series.work.maxLength],
  ['seed', ({ series }) => series.work.seed],
  ['scoreVerdict', ({ series }) => series.scores],
  ['pairCount', ({ pairCount }) => pairCount],
  ['runs', ({ best, series }) => best?.runCount ?? series.runIds.length],
  ['recommendedBatch', ({ recommended }) => recommended?.batchSize],
  ['certainty', ({ recommended }) => recommended?.certainty],
  ['votes', ({ recommended }) => recommended?.votes],
  ['voters', ({ recommended }) => recommended?.voters],
  ['recommendedPairsPerSecond', ({ recommendedPoint }) => recommendedPoint?.pairsPerSecond],
  ['recommendedLatencyMs', ({ recommendedPoint }) => recommendedPoint?.latencyMs],
  ['bestBatch', ({ best }) => best?.batchSize],
  ['bestTokenBudget', ({ best }) => best?.tokenBudget],
  ['bestPairsPerSecond', ({ best }) => best?.pairsPerSecond],
  ['ci95Low', ({ best }) => best?.ci95?.[0]],
  ['ci95High', ({ best }) => best?.ci95?.[1]],
  ['intervalFrom', ({ best }) => best?.intervalFrom],
  ['slowestRun', ({ best }) => best?.range[0]],
  ['fastestRun', ({ best }) => best?.range[1]],
  ['bestLatencyMs', ({ best }) => best?.latencyMs],
  ['bestGpuPeakBytes', ({ best }) => best?.gpuPeakBytes],
  ['bestWasmBytes', ({ best }) => best?.wasmBytes],
  ['errors', ({ series }) => series.errors.join(' ')],
];

/** The collection as CSV: one row a series and pair count, and one for a series that measured nothing. */
export function collectionToCsv(collection: Collection): string {
  return csvDocument(
    columns.map(([name]) => name),
    rowsOf(collection).map((row) => columns.map(([, value]) => value(row))),
  );
}
