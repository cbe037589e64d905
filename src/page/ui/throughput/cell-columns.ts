import type { TFunction } from 'i18next';
import type { DraftCell } from '../../../core/document/run-draft.ts';
import type { Format } from '../../../core/texts/format.ts';
import { bytesPerMebibyte } from '../kit/mebibyte.ts';

type Measured = Extract<DraftCell, { state: 'measured' }>;

/** A column that the table shows when asked for more. */
export interface CellColumn {
  readonly id: string;
  readonly heading: (t: TFunction) => string;
  readonly help: (t: TFunction) => string;
  /**
   * `null` where the cell has no such number.
   *
   * @param peak the most that the lane's device can do, GFLOP/s
   */
  readonly show: (cell: Measured, format: Format, peak: number | undefined) => string | null;
}

const mebibytes = (bytes: number | null | undefined, format: Format) =>
  bytes === null || bytes === undefined ? null : format.rate(bytes / bytesPerMebibyte);

const milliseconds = (ms: number | null | undefined, format: Format) =>
  ms === null || ms === undefined ? null : format.milliseconds(ms);

/** What a measured cell holds beyond the everyday numbers; raw samples are in the exports. */
export const moreColumns: readonly CellColumn[] = [
  {
    id: 'sd',
    heading: (t) => t('wideTable.sd'),
    help: (t) => t('wideTable.sdHelp'),
    show: ({ latencyMs }, format) => milliseconds(latencyMs.sd, format),
  },
  {
    id: 'cv',
    heading: (t) => t('wideTable.cv'),
    help: (t) => t('wideTable.cvHelp'),
    show: ({ latencyMs }, format) => format.percent(latencyMs.cv),
  },
  {
    id: 'p95',
    heading: (t) => t('wideTable.p95'),
    help: (t) => t('wideTable.p95Help'),
    show: ({ latencyMs }, format) => milliseconds(latencyMs.p95, format),
  },
  {
    id: 'p99',
    heading: (t) => t('wideTable.p99'),
    help: (t) => t('wideTable.p99Help'),
    show: ({ latencyMs }, format) => milliseconds(latencyMs.p99, format),
  },
  {
    id: 'tokenize',
    heading: (t) => t('wideTable.tokenize'),
    help: (t) => t('wideTable.tokenizeHelp'),
    show: ({ tokenizeMs }, format) => milliseconds(tokenizeMs, format),
  },
  {
    id: 'model',
    heading: (t) => t('wideTable.model'),
    help: (t) => t('wideTable.modelHelp'),
    show: ({ modelMs }, format) => milliseconds(modelMs, format),
  },
  {
    id: 'tokens',
    heading: (t) => t('wideTable.tokens'),
    help: (t) => t('wideTable.tokensHelp'),
    show: ({ tokensPerSecond }, format) => format.rate(tokensPerSecond),
  },
  {
    id: 'gflops',
    heading: (t) => t('peakTable.rate'),
    help: (t) => t('peakTable.rateHelp'),
    show: ({ gflopsPerSecond }, format) =>
      gflopsPerSecond === undefined ? null : format.rate(gflopsPerSecond),
  },
  {
    id: 'of-peak',
    heading: (t) => t('peakTable.share'),
    help: (t) => t('peakTable.shareHelp'),
    show: ({ gflopsPerSecond }, format, peak) =>
      gflopsPerSecond === undefined || !peak ? null : format.percent(gflopsPerSecond / peak),
  },
  {
    id: 'padding',
    heading: (t) => t('wideTable.padding'),
    help: (t) => t('wideTable.paddingHelp'),
    show: ({ paddingEfficiency }, format) => format.percent(paddingEfficiency),
  },
  {
    id: 'first-run',
    heading: (t) => t('wideTable.firstRun'),
    help: (t) => t('wideTable.firstRunHelp'),
    show: ({ firstRunMs }, format) => milliseconds(firstRunMs, format),
  },
  {
    id: 'gpu-peak',
    heading: (t) => t('wideTable.gpuPeak'),
    help: (t) => t('wideTable.gpuPeakHelp'),
    show: ({ gpuBytes }, format) => mebibytes(gpuBytes?.peak, format),
  },
  {
    id: 'gpu-resident',
    heading: (t) => t('wideTable.gpuResident'),
    help: (t) => t('wideTable.gpuResidentHelp'),
    show: ({ gpuBytes }, format) => mebibytes(gpuBytes?.resident, format),
  },
  {
    id: 'wasm',
    heading: (t) => t('wideTable.wasm'),
    help: (t) => t('wideTable.wasmHelp'),
    show: ({ wasmBytes }, format) => mebibytes(wasmBytes, format),
  },
];
