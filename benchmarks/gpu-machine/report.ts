import { existsSync, readFileSync } from 'node:fs';
import { collectRuns } from '../../src/core/document/collection.ts';
import { collectionReport } from '../../src/core/document/collection-report.ts';
import { recordToMarkdown } from '../../src/core/document/markdown.ts';
import { parseRecord } from '../../src/core/document/parse-record.ts';
import { reportToMarkdown } from '../../src/core/document/report.ts';
import type { RunRecord } from '../../src/core/document/run-record.ts';
import { percentOfPeak } from '../../src/core/rerank/flops.ts';
import { largestDifference } from '../../src/core/rerank/score-check.ts';
import { kendallTau } from '../../src/core/stats/kendall.ts';
import { figure } from '../../src/core/texts/format.ts';
import { markdownTable } from '../support/markdown.ts';
import type { FoundAdapter } from './adapter.ts';

/** A step that was tried. */
export interface DoneStep {
  readonly name: string;
  readonly seconds: number;
  /** Its exit code, `null` if it was killed, or why it was not begun. */
  readonly outcome: number | string | null;
}

/** What native.py writes. */
interface Native {
  readonly torch: string;
  readonly device: string;
  readonly products: readonly { readonly precision: string; readonly gflopsPerSecond: number }[];
  readonly runs: readonly {
    readonly program: string;
    readonly model: string;
    readonly dtype: string;
    readonly pairs: number;
    readonly tokens: number;
    readonly batchSize: number;
    readonly pairsPerSecond: number;
  }[];
  readonly errors: readonly string[];
}

/** The JSON of a result; `null` if there is none, or it is broken off. */
function readResult<T>(name: string): T | null {
  try {
    return JSON.parse(readFileSync(`results/${name}`, 'utf8'));
  } catch {
    return null;
  }
}

/** What has been measured so far, as Markdown: what the records cannot say first, then the records. */
export function report(found: FoundAdapter, gpu: string | null, steps: readonly DoneStep[]): string {
  const native = readResult<Native>('native.json');
  const records = steps.flatMap(({ name }): RunRecord[] => {
    const parsed = parseRecord(readResult(`${name}.json`));
    return parsed.state === 'ok' ? [parsed.value] : [];
  });
  return [
    '# The page on a GPU',
    placeLines(found, gpu, native),
    ...part('Throughput on WebGPU', throughput(records, native)),
    ...part('Scores on WebGPU against the CPU', agreement(steps)),
    ...part('Steps', stepTable(steps)),
    ...(records.length === 0 ? [] : [reportToMarkdown(collectionReport(collectRuns(records)))]),
    ...records.map((record) => recordToMarkdown(record)),
  ].join('\n\n');
}

/** A table in the report; nothing if it has no rows. Its head is that of the first row. */
const part = (title: string, rows: readonly Readonly<Record<string, string>>[]): string[] => {
  const [first] = rows;
  return first === undefined
    ? []
    : [`## ${title}`, markdownTable(Object.keys(first), rows.map(Object.values))];
};

function placeLines(
  { adapter, flags, halfFlags, driver }: FoundAdapter,
  gpu: string | null,
  native: Native | null,
) {
  const { vendor, architecture, description, isSoftware } = adapter;
  const half = halfFlags === null ? 'none' : `yes ${halfFlags.join(' ')}`;
  const products = native?.products.map((one) => `${one.precision} ${figure(one.gflopsPerSecond)}`) ?? [];
  return [
    `- nvidia-smi: ${gpu ?? 'not there'}`,
    `- WebGPU: ${vendor} ${architecture}${isSoftware ? ', **in software**' : ''}; ${description}`,
    `- flags: \`${flags.join(' ')}\`; driver: ${driver ?? 'the loader’s choice'}; half precision: ${half}`,
    native === null
      ? '- PyTorch: not measured'
      : `- PyTorch ${native.torch} on ${native.device}; matrix products, GFLOP/s: ${products.join(', ')}`,
    ...(native?.errors ?? []).map((error) => `- PyTorch failed: ${error}`),
  ].join('\n');
}

/** Each cell of a twin on WebGPU, beside PyTorch with the same tokens in batches of the same size. */
function throughput(records: readonly RunRecord[], native: Native | null) {
  const lanes = records.flatMap((record) => record.lanes);
  return lanes
    .filter(({ device, model }) => device === 'webgpu' && model.source === 'twin')
    .flatMap(({ model, dtype, runtime, gpuOption, graph, peak, cells }) =>
      cells.flatMap((cell) => {
        if (cell.state !== 'measured') return [];
        const { pairCount, tokens, batchSize, pairsPerSecond, gflopsPerSecond } = cell;
        const against = (program: string) => {
          const same = native?.runs.find(
            (run) =>
              [run.program, `twin:${run.model}`, run.dtype].join() === [program, model.id, dtype].join() &&
              [run.pairs, run.tokens, run.batchSize].join() === [pairCount, tokens, batchSize].join(),
          )?.pairsPerSecond;
          return same === undefined ? '–' : `${figure(pairsPerSecond / same)} (${figure(same)})`;
        };
        return {
          lane: [model.id, dtype, runtime, gpuOption, graph].filter((one) => one !== undefined).join(' '),
          'pairs: tokens': `${pairCount}: ${tokens}`,
          batch: String(batchSize),
          'pairs/s': figure(pairsPerSecond),
          '% of the peak':
            peak && gflopsPerSecond ? figure(percentOfPeak(gflopsPerSecond, peak.gflopsPerSecond)) : '–',
          '÷ PyTorch (pairs/s)': against('PyTorch'),
          '÷ CrossEncoder (pairs/s)': against('CrossEncoder'),
        };
      }),
    );
}

interface Ranking {
  readonly results: readonly { readonly index: number; readonly score: number }[];
}

/** How far the same documents score and rank alike on WebGPU and on the CPU. */
function agreement(steps: readonly DoneStep[]) {
  return steps.flatMap(({ name }) => {
    if (!name.endsWith('-webgpu')) return [];
    const [gpu, cpu] = [name, name.replace('-webgpu', '-wasm')].map((one) =>
      readResult<Ranking>(`${one}.txt`)
        ?.results.toSorted((a, b) => a.index - b.index)
        .map(({ score }) => score),
    );
    if (!gpu || !cpu) return [];
    const difference = largestDifference(gpu, cpu);
    const range = Math.max(...cpu) - Math.min(...cpu);
    return {
      ranking: name,
      documents: String(gpu.length),
      'Kendall’s τ': kendallTau(gpu, cpu).toFixed(4),
      'largest difference': difference.toExponential(1),
      '÷ range of scores': (difference / range).toExponential(1),
    };
  });
}

/** The steps, and what nvidia-smi saw meanwhile. */
const stepTable = (steps: readonly DoneStep[]) =>
  steps.map(({ name, seconds, outcome }) => {
    const trace = `results/${name}.gpu.csv`;
    const lines = existsSync(trace) ? readFileSync(trace, 'utf8').split('\n') : [];
    const seen = lines.map((line) => line.split(',').map(Number)).filter((row) => row.length === 2);
    const busy = seen.reduce((sum, [, percent = 0]) => sum + percent, 0) / seen.length;
    return {
      step: name,
      seconds: String(seconds),
      'exit code': String(outcome ?? 'killed'),
      'GPU memory at most, MiB': seen.length === 0 ? '–' : figure(Math.max(...seen.map(([mib = 0]) => mib))),
      'GPU busy, mean %': seen.length === 0 ? '–' : figure(busy),
    };
  });
