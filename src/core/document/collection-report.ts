import type { i18n } from 'i18next';
import { deviceKinds } from '../rerank/devices.ts';
import { englishTexts } from '../texts/english-texts.ts';
import { figure, mebibytes, plainNumbers } from '../texts/format.ts';
import { browserWords } from './browser-words.ts';
import type {
  CollectedChoice,
  CollectedDevice,
  CollectedPoint,
  CollectedSeries,
  Collection,
} from './collection.ts';
import { batchText, type CsvValue } from './columns.ts';
import { csvDocument } from './csv.ts';
import { modelWords } from './record-words.ts';
import type { Report } from './report.ts';

/** One line of the table: a series at one pair count, or a series that measured nothing. */
interface CollectionRow {
  readonly device: CollectedDevice;
  readonly series: CollectedSeries;
  readonly pairCount: number | null;
  readonly recommended: CollectedChoice | null;
  /** The point at the recommended batch size. */
  readonly recommendedPoint: CollectedPoint | null;
  /**
   * The point with the highest throughput among those that the most runs measured; `null` where nothing was
   * measured.
   */
  readonly best: CollectedPoint | null;
}

/** The collection as a table's rows, device by device. */
function rowsOf({ devices, series }: Collection): CollectionRow[] {
  return devices.flatMap((device) =>
    series.filter(({ deviceId }) => deviceId === device.id).flatMap((one) => seriesRows(device, one)),
  );
}

function seriesRows(device: CollectedDevice, series: CollectedSeries): CollectionRow[] {
  const { points, recommended } = series;
  const pairCounts = [...new Set(points.map(({ pairCount }) => pairCount))];
  if (pairCounts.length === 0) {
    return [{ device, series, pairCount: null, recommended: null, recommendedPoint: null, best: null }];
  }
  return pairCounts.map((pairCount) => {
    const here = points.filter((point) => point.pairCount === pairCount);
    const choice = recommended.find((one) => one.pairCount === pairCount) ?? null;
    return {
      device,
      series,
      pairCount,
      recommended: choice,
      recommendedPoint:
        here.find(({ batchSize }) => choice !== null && batchSize === choice.batchSize) ?? null,
      best: bestOf(here),
    };
  });
}

/**
 * The best point among those that the most runs measured. A cell that only one of several runs measured may
 * look best only because that run was fast.
 */
function bestOf(points: readonly CollectedPoint[]): CollectedPoint | null {
  const most = Math.max(...points.map(({ runCount }) => runCount));
  const [best = null] = points
    .filter(({ runCount }) => runCount === most)
    .sort((a, b) => b.pairsPerSecond - a.pairsPerSecond);
  return best;
}

type Facts = CollectedSeries['lane'] & CollectedSeries['work'];

/**
 * What else can tell two series apart. It is named once where all agree, and with each lane where they do
 * not.
 */
const facts = {
  model: ({ model }, texts) => modelWords({ id: model, layers: null }, texts),
  layers: ({ layers }, { t }) => (layers === null ? '' : t('comparisonReport.layers', { count: layers })),
  revision: ({ revision }, { t }) => (revision === null ? '' : t('collection.revision', { revision })),
  runtime: ({ runtime }) => runtime ?? '',
  threads: ({ threads }, { t }) => (threads === null ? '' : t('report.threads', { count: threads })),
  workers: ({ workers }, { t }) => t('collection.workers', { count: workers }),
  order: ({ order }, { t }) => t(`collection.order.${order}`),
  transformers: ({ transformers }) => (transformers === null ? '' : `transformers.js ${transformers}`),
  onnxruntime: ({ onnxruntime }) => (onnxruntime === null ? '' : `ONNX Runtime ${onnxruntime}`),
  input: ({ sample, inputSha256 }, { t }) => {
    const hash = inputSha256.slice(0, 8);
    return sample === null
      ? t('collection.ownInput', { hash })
      : t('collection.sampleInput', { sample, hash });
  },
  maxLength: ({ maxLength }, { t }) => t('report.maxLength', { tokens: maxLength }),
  seed: ({ seed }, { t }) => t('report.seed', { seed }),
} as const satisfies Record<string, Fact>;

type Fact = (facts: Facts, texts: i18n) => string;

/** What a lane changes of the usual. It is named only where series differ in it. */
const changes: readonly Fact[] = [
  ({ paddingMultiple }, { t }) => t('speed.paddedTo', { count: paddingMultiple }),
  ({ gpuOption }, { t }) => t(`speed.gpuOption.${gpuOption ?? 'standard'}`),
  ({ graph }, { t }) => t(`speed.graphStyle.${graph ?? 'exported'}`),
  ({ truncation }, { t }) => t(`sweep.truncates.${truncation ?? 'only-second'}`),
];

/** The collection in words: a table for each device. */
export function collectionReport(collection: Collection, texts: i18n = englishTexts()): Report {
  const { t } = texts;
  const { devices, series } = collection;
  const rows = rowsOf(collection);
  const all = series.map(factsOf);
  const told: readonly Fact[] = Object.values(facts);
  const valuesOf = (fact: Fact) => [
    ...new Set(all.map((one) => fact(one, texts)).filter((text) => text !== '')),
  ];
  const shared = told.flatMap((fact) => (valuesOf(fact).length === 1 ? valuesOf(fact) : []));
  const varying = [...told, ...changes].filter((fact) => valuesOf(fact).length > 1);
  const runCount = devices.reduce((sum, device) => sum + device.runCount, 0);
  return {
    title: t('collection.title', {
      runs: t('collection.runs', { count: runCount }),
      devices: t('collection.devices', { count: devices.length }),
    }),
    lines: [
      ...(shared.length === 0 ? [] : [t('collection.allAlike', { facts: shared.join(' · ') })]),
      t('collection.bestHelp'),
      t('collection.recommendedHelp'),
    ],
    parts: devices.map((device) => ({
      title: deviceName(device, texts),
      lines: [],
      table: {
        head: [
          t('collection.lane'),
          t('collection.pairs'),
          t('collection.runCount'),
          t('collection.recommended'),
          t('collection.best'),
          t('collection.rate'),
          t('collection.interval'),
          t('collection.latency'),
          t('collection.memory'),
          t('collection.scores'),
        ],
        rows: rows
          .filter((row) => row.device.id === device.id)
          .map((row) => tableRow(row, laneName(row.series, varying, texts), texts)),
      },
    })),
  };
}

const factsOf = ({ lane, work }: CollectedSeries): Facts => ({ ...lane, ...work });

function deviceName(device: CollectedDevice, { t }: i18n): string {
  const { label, adapter, browser, os, hardwareConcurrency, crossOriginIsolated, runCount } = device;
  const remarks = [
    ...(adapter?.isSoftware ? [t('report.software')] : []),
    ...(adapter?.nameSource === 'webgl' ? [t('report.namedByWebgl')] : []),
  ];
  return [
    ...(label === '' ? [] : [label]),
    adapter === null
      ? t('comparisonReport.noGpu')
      : [adapter.name, ...remarks.map((remark) => t('collection.remark', { remark }))].join(''),
    browserWords(browser),
    os,
    t('report.hardwareThreads', { threads: hardwareConcurrency }),
    ...(crossOriginIsolated ? [] : [t('report.notIsolated')]),
    t('collection.runs', { count: runCount }),
  ].join(' · ');
}

function laneName(series: CollectedSeries, varying: readonly Fact[], texts: i18n): string {
  const { device, deviceUsed, dtype, file } = series.lane;
  return [
    deviceKinds[device].name,
    ...(deviceUsed !== null && deviceUsed !== device
      ? [texts.t('report.computedOn', { device: deviceKinds[deviceUsed].name })]
      : []),
    ...(dtype === null ? [] : [file ?? dtype]),
    ...varying.map((fact) => fact(factsOf(series), texts)).filter((text) => text !== ''),
  ].join(' · ');
}

function tableRow(
  { series, pairCount, recommended, best }: CollectionRow,
  lane: string,
  texts: i18n,
): string[] {
  const { t } = texts;
  if (best === null || pairCount === null) {
    return [lane, '', String(series.runIds.length), '', '', '', '', '', '', whyNoPoints(series, texts)];
  }
  return [
    lane,
    String(pairCount),
    String(best.runCount),
    recommended === null ? '' : recommendedWords(recommended, texts),
    batchText(texts, best, plainNumbers, 'markdown'),
    figure(best.pairsPerSecond),
    intervalText(best, texts),
    figure(best.latencyMs),
    [
      ...(best.gpuPeakBytes === null ? [] : [`GPU ${mebibytes(best.gpuPeakBytes)}`]),
      ...(best.wasmBytes === null ? [] : [`WASM ${mebibytes(best.wasmBytes)}`]),
    ].join(', '),
    t(`collection.verdict.${series.scores}`),
  ];
}

function recommendedWords(choice: CollectedChoice, { t }: i18n): string {
  const { certainty, votes, voters } = choice;
  const batch = `${choice.batchSize}${certainty === 'sure' ? '' : '?'}`;
  return voters > 1 ? t('collection.votes', { batch, votes, voters }) : batch;
}

function whyNoPoints({ errors, loadTestCount }: CollectedSeries, { t }: i18n): string {
  if (errors.length > 0) return errors.join(', ');
  return loadTestCount > 0 ? t('collection.loadTestsOnly') : t('collection.nothingMeasured');
}

function intervalText({ ci95, intervalFrom }: CollectedPoint, { t }: i18n): string {
  if (ci95 === null) return '';
  const interval = t('collection.range', { low: figure(ci95[0]), high: figure(ci95[1]) });
  return intervalFrom === 'samples' ? `~ ${interval}` : interval;
}

type Column = readonly [name: string, value: (row: CollectionRow) => CsvValue];

/**
 * The columns in their order. Their names are a contract and have the same meaning as in a record's CSV. New
 * columns go to the end.
 */
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

/**
 * The collection as CSV: one row for each series and pair count, and one for a series that measured nothing.
 */
export function collectionToCsv(collection: Collection): string {
  return csvDocument(
    columns.map(([name]) => name),
    rowsOf(collection).map((row) => columns.map(([, value]) => value(row))),
  );
}
