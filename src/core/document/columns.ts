import type { i18n } from 'i18next';
import { percentOfPeak } from '../rerank/flops.ts';
import type { texts as english } from '../texts/en/index.ts';
import type { Numbers } from '../texts/format.ts';
import { messageText } from '../texts/message.ts';
import type { CellRecord, LaneRecord, MeasuredCell, RunRecord } from './run-record.ts';

export type ColumnName = keyof (typeof english)['column'];

/** What a table is written for; each has titles and a choice of columns of its own. */
export type Form = 'page' | 'markdown' | 'terminal';

/** A measured cell's figures, in a record or in a lane that is still under way. */
type Figures = Omit<MeasuredCell, 'state'>;

type Peak = Pick<LaneRecord, 'peak'>;

/** A figure of a measured cell, and how it is written. */
interface Figure {
  readonly value: (cell: Figures, lane: Peak) => number | null | undefined;
  /** A `share` is from 0 to 1, a `percent` from 0 to 100. */
  readonly kind: 'count' | 'rate' | 'milliseconds' | 'share' | 'percent' | 'mebibytes';
}

/** A column that combines several figures. */
interface Combination {
  readonly text: (cell: Figures, numbers: Numbers) => string | null;
}

const halfWidth = ({ latencyMs: { ci95 } }: Figures) => (ci95 === null ? null : (ci95[1] - ci95[0]) / 2);

const bytesPerMebibyte = 2 ** 20;
const mebibytes = (bytes: number, numbers: Numbers) => `${numbers.rate(bytes / bytesPerMebibyte)} MiB`;

/**
 * All figures of a measured cell. The names are also those of the CSV's columns and of the texts that title
 * and explain them (`column.…`). `shownColumns` says which table shows which, and in what order.
 */
const figures = {
  n: { kind: 'count', value: ({ latencyMs }) => latencyMs.n },
  meanMs: { kind: 'milliseconds', value: ({ latencyMs }) => latencyMs.mean },
  halfWidthMs: { kind: 'milliseconds', value: halfWidth },
  sdMs: { kind: 'milliseconds', value: ({ latencyMs }) => latencyMs.sd },
  cv: { kind: 'share', value: ({ latencyMs }) => latencyMs.cv },
  medianMs: { kind: 'milliseconds', value: ({ latencyMs }) => latencyMs.median },
  p95Ms: { kind: 'milliseconds', value: ({ latencyMs }) => latencyMs.p95 },
  p99Ms: { kind: 'milliseconds', value: ({ latencyMs }) => latencyMs.p99 },
  pairsPerSecond: { kind: 'rate', value: (cell) => cell.pairsPerSecond },
  tokensPerSecond: { kind: 'rate', value: (cell) => cell.tokensPerSecond },
  tokenizeMs: { kind: 'milliseconds', value: (cell) => cell.tokenizeMs },
  modelMs: { kind: 'milliseconds', value: (cell) => cell.modelMs },
  firstRunMs: { kind: 'milliseconds', value: (cell) => cell.firstRunMs },
  paddingEfficiency: { kind: 'share', value: (cell) => cell.paddingEfficiency },
  gpuPeakBytes: { kind: 'mebibytes', value: ({ gpuBytes }) => gpuBytes?.peak },
  gpuResidentBytes: { kind: 'mebibytes', value: ({ gpuBytes }) => gpuBytes?.resident },
  wasmBytes: { kind: 'mebibytes', value: (cell) => cell.wasmBytes },
  gflopsPerSecond: { kind: 'rate', value: (cell) => cell.gflopsPerSecond },
  percentOfPeak: {
    kind: 'percent',
    value: ({ gflopsPerSecond: rate }, { peak }) =>
      peak === undefined || rate === undefined ? undefined : percentOfPeak(rate, peak.gflopsPerSecond),
  },
} as const satisfies Partial<Record<ColumnName, Figure>>;

const combinations = {
  latency: {
    text: (cell, numbers) => {
      const half = halfWidth(cell);
      const { mean } = cell.latencyMs;
      return half === null ? numbers.milliseconds(mean) : numbers.plusMinus(mean, half).join(' ± ');
    },
  },
  memory: {
    text: ({ gpuBytes, wasmBytes }, numbers) =>
      [
        ...(gpuBytes === null ? [] : [`GPU ${mebibytes(gpuBytes.peak, numbers)}`]),
        ...(wasmBytes === null ? [] : [`WASM ${mebibytes(wasmBytes, numbers)}`]),
      ].join(', '),
  },
  peakMemory: {
    text: ({ gpuBytes, wasmBytes }, numbers) => {
      const bytes = gpuBytes?.peak ?? wasmBytes;
      return bytes === null ? null : mebibytes(bytes, numbers);
    },
  },
} as const satisfies Partial<Record<ColumnName, Combination>>;

type FigureName = keyof typeof figures;
export type ShownColumn = FigureName | keyof typeof combinations;

/** The columns of each table between the cell's place (pairs, batch) and its state. */
export const shownColumns = {
  page: ['pairsPerSecond', 'latency', 'medianMs', 'n'],
  /** Shown on the page when asked for. */
  pageMore: [
    'sdMs',
    'cv',
    'p95Ms',
    'p99Ms',
    'tokenizeMs',
    'modelMs',
    'tokensPerSecond',
    'gflopsPerSecond',
    'percentOfPeak',
    'paddingEfficiency',
    'firstRunMs',
    'gpuPeakBytes',
    'gpuResidentBytes',
    'wasmBytes',
  ],
  markdown: ['pairsPerSecond', 'latency', 'medianMs', 'p95Ms', 'memory'],
  terminal: ['pairsPerSecond', 'meanMs', 'halfWidthMs', 'medianMs', 'p95Ms', 'peakMemory', 'n'],
} as const satisfies Readonly<Record<string, readonly ShownColumn[]>>;

/** A column's text for a measured cell; `null` where the cell has no such figure. */
export function columnText(name: ShownColumn, cell: Figures, lane: Peak, numbers: Numbers): string | null {
  if (name in combinations) return combinations[name as keyof typeof combinations].text(cell, numbers);
  const { kind, value: read }: Figure = figures[name as FigureName];
  const value = read(cell, lane);
  if (value === null || value === undefined) return null;
  switch (kind) {
    case 'share':
      return numbers.percent(value);
    case 'percent':
      return numbers.percent(value / 100);
    case 'mebibytes':
      return numbers.rate(value / bytesPerMebibyte);
    default:
      return numbers[kind](value);
  }
}

/** A column's title. Markdown and the terminal may have titles of their own (`written` and `brief`). */
export function columnTitle(i18n: i18n, name: ColumnName, form: Form): string {
  const title = i18n.t(`column.${name}.title`);
  if (form === 'page') return title;
  const written = messageText(i18n, { key: `column.${name}.written`, detail: title });
  if (form === 'markdown') return written;
  return messageText(i18n, { key: `column.${name}.brief`, detail: written });
}

/** The help for a column; `undefined` where its title says it all. */
export function columnHelp(i18n: i18n, name: ColumnName): string | undefined {
  const help = messageText(i18n, { key: `column.${name}.help`, detail: '' });
  return help === '' ? undefined : help;
}

/** What limits the batches of a cell: "8", or "≤ 2048 tokens". */
export function batchText(
  i18n: i18n,
  { batchSize, tokenBudget }: Pick<CellRecord, 'batchSize' | 'tokenBudget'>,
  numbers: Numbers,
  form: Form,
): string {
  if (batchSize !== null) return numbers.count(batchSize);
  const tokens = tokenBudget === null ? '?' : numbers.count(tokenBudget);
  return form === 'terminal' ? i18n.t('batching.upToBrief', { tokens }) : i18n.t('batching.upTo', { tokens });
}

/** A field's value; `null` and `undefined`, for unknown values, are written as an empty field. */
export type CsvValue = string | number | boolean | null | undefined;

type CsvColumn = readonly [
  name: string,
  value: (run: RunRecord, lane: LaneRecord, cell: CellRecord) => CsvValue,
];

const measured = (cell: CellRecord) => (cell.state === 'measured' ? cell : undefined);

const figure = (name: FigureName): CsvColumn => {
  const { value }: Figure = figures[name];
  return [name, (_run, lane, cell) => (cell.state === 'measured' ? value(cell, lane) : undefined)];
};

/**
 * The columns of the CSV in their order. Their names are a contract: new columns go to the end, and none
 * changes its meaning.
 */
export const csvColumns: readonly CsvColumn[] = [
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
  figure('n'),
  figure('meanMs'),
  figure('sdMs'),
  figure('cv'),
  figure('medianMs'),
  ['ci95LowMs', (_run, _lane, cell) => measured(cell)?.latencyMs.ci95?.[0]],
  ['ci95HighMs', (_run, _lane, cell) => measured(cell)?.latencyMs.ci95?.[1]],
  figure('p95Ms'),
  figure('p99Ms'),
  figure('pairsPerSecond'),
  figure('tokensPerSecond'),
  figure('tokenizeMs'),
  figure('modelMs'),
  // A cell that was only warmed up has one too.
  ['firstRunMs', (_run, _lane, cell) => cell.firstRunMs],
  ['tokens', (_run, _lane, cell) => measured(cell)?.tokens],
  ['tokensComputed', (_run, _lane, cell) => measured(cell)?.tokensComputed],
  figure('paddingEfficiency'),
  figure('gpuPeakBytes'),
  figure('gpuResidentBytes'),
  figure('wasmBytes'),
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
  figure('gflopsPerSecond'),
  ['peakGflopsPerSecond', (_run, lane) => lane.peak?.gflopsPerSecond],
  figure('percentOfPeak'),
];

/** What tells lanes apart beyond what every table has. Each column is there where a lane is not as usual. */
const laneColumns: readonly (readonly [name: string, value: (lane: LaneRecord) => CsvValue])[] = [
  ['file', ({ model }) => model.file],
  ['paddingMultiple', ({ paddingMultiple }) => (paddingMultiple > 1 ? paddingMultiple : undefined)],
  ['gpuOption', ({ gpuOption }) => gpuOption],
  ['graph', ({ graph }) => graph],
];

/** The columns that these lanes' tables have at their end, each with its value for a lane. */
export const unusualLaneColumns = (lanes: readonly LaneRecord[]): typeof laneColumns =>
  laneColumns.filter(([, value]) => lanes.some((lane) => value(lane) !== undefined));

/** Columns that follow where the order of a lane was compared. */
export const qualityColumns: readonly CsvColumn[] = [
  ['kendallTau', (_run, lane) => lane.quality?.agreement?.kendallTau],
  ['topShare', (_run, lane) => lane.quality?.agreement?.topShare],
  ['largestMove', (_run, lane) => lane.quality?.agreement?.largestMove],
  ['ndcg10', (_run, lane) => lane.quality?.relevance?.ndcg],
  ['mrr10', (_run, lane) => lane.quality?.relevance?.mrr],
];
