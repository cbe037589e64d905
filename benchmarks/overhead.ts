/**
 * Measures what the product's own code costs: `npx tsx benchmarks/overhead.ts`.
 *
 * In one worker and on one session the product's sweep and a bare loop of ONNX Runtime over the same batches
 * take turns round by round, and take turns at being first. The bare loop's batches are tokenised, padded and
 * wrapped beforehand; the loop only runs them and reads the logits. Since both score the same pairs, the
 * product's throughput ÷ the bare loop's is Σ bare ms ÷ Σ reported ms. The interval of the ratio is paired by
 * round and gets wide on a busy machine. The share of the product's requests that is spent outside the
 * session's `run` is taken within each request, and so has less noise.
 */
import { parseArgs } from 'node:util';
import { sampleSets } from '../src/core/input/sample-sets.ts';
import type { Device, RuntimeBuild } from '../src/core/rerank/devices.ts';
import type { ModelRef } from '../src/core/rerank/model-id.ts';
import { sum } from '../src/core/stats/moments.ts';
import { pairedRatio } from '../src/core/stats/ratio.ts';
import { miniLmRepository, writeMiniLmShape } from './models/minilm-shape.ts';
import { type OpenBenchmark, openBenchmark, softwareGpu } from './support/benchmark-page.ts';
import type { OverheadCell } from './support/calls.ts';
import { markdownTable, shownMean, shownRatio } from './support/markdown.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '30' },
    /** Rounds of the built-in model on SwiftShader, where a request takes seconds. */
    'webgpu-rounds': { type: 'string', default: '10' },
    pairs: { type: 'string', default: '10' },
    'batch-sizes': { type: 'string', default: '1,4' },
    /** The build of ONNX Runtime, which is the same for both. */
    runtime: { type: 'string', default: 'jspi' },
    only: { type: 'string', default: 'builtin-wasm,twin-wasm,builtin-webgpu' },
  },
});

interface Subject {
  readonly name: string;
  readonly model: ModelRef;
  readonly device: Device;
  readonly rounds: number;
}

const subjects: Readonly<Record<string, Subject>> = {
  'builtin-wasm': {
    name: 'built-in, WASM',
    model: { source: 'built-in', name: 'coverage' },
    device: 'wasm',
    rounds: Number(values.rounds),
  },
  'minilm-wasm': {
    name: 'MiniLM’s shape, WASM',
    model: { source: 'hub', repository: miniLmRepository },
    device: 'wasm',
    rounds: Number(values.rounds),
  },
  'twin-wasm': {
    name: 'MiniLM’s twin, WASM',
    model: { source: 'twin', name: 'ms-marco-MiniLM-L-6-v2' },
    device: 'wasm',
    rounds: Number(values.rounds),
  },
  'builtin-webgpu': {
    name: 'built-in, WebGPU (SwiftShader)',
    model: { source: 'built-in', name: 'coverage' },
    device: 'webgpu',
    rounds: Number(values['webgpu-rounds']),
  },
};

/** Documents of 5 to 300 words. */
const set = sampleSets.find(({ id }) => id === 'support-search') ?? sampleSets[0];
const pairs = (set?.documents ?? []).map((document) => ({ query: set?.query ?? '', document }));
const cells = values['batch-sizes']
  .split(',')
  .map((batchSize) => ({ pairCount: Number(values.pairs), batchSize: Number(batchSize), tokenBudget: null }));

async function measure(
  benchmark: OpenBenchmark,
  { model, device, rounds, name }: Subject,
): Promise<string[][]> {
  const worker = await benchmark.start();
  const { threads, runtime } = await worker.call('load', {
    model,
    device,
    dtype: 'fp32',
    host: benchmark.host,
    runtime: values.runtime as RuntimeBuild,
    threads: null,
    workers: 1,
    layers: null,
  });
  console.error(`${name}: ${runtime} build, ${threads} thread(s), ${rounds} rounds …`);
  const measured = await worker.call('overhead', { cells, pairs, maxLength: 512, rounds });
  await worker.end();
  return [
    ...measured.map((cell) => row(name, String(cell.batchSize), [cell])),
    ...(measured.length > 1 ? [row(name, 'all', measured)] : []),
  ];
}

const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(2)} %`;

/** @param together the cells whose times are added round by round */
function row(name: string, batch: string, together: readonly OverheadCell[]): string[] {
  const rounds = [...new Set(together.flatMap(({ bare }) => bare.map(({ round }) => round)))];
  const byRound = (times: (cell: OverheadCell) => readonly (readonly [round: number, ms: number])[]) =>
    rounds.map((wanted) =>
      sum(together.flatMap((cell) => times(cell).flatMap(([round, ms]) => (round === wanted ? [ms] : [])))),
    );
  const reported = byRound((cell) => cell.reported.map(({ round, latencyMs }) => [round, latencyMs]));
  const tokenize = byRound((cell) => cell.reported.map(({ round, tokenizeMs }) => [round, tokenizeMs]));
  const run = byRound((cell) => cell.reported.map(({ round, runMs }) => [round, runMs]));
  const bare = byRound((cell) => cell.bare.map(({ round, ms }) => [round, ms]));
  const ratio = pairedRatio({ samples: bare, rounds }, { samples: reported, rounds });
  return [
    name,
    batch,
    String(rounds.length),
    shownMean(reported, 2),
    shownMean(bare, 2),
    shownRatio(ratio),
    share(sum(tokenize), sum(reported)),
    share(sum(reported) - sum(run), sum(reported)),
    Math.max(...together.map(({ scoreDifference }) => scoreDifference)).toExponential(0),
  ];
}

const rows: string[][] = [];
const benchmark = await openBenchmark(softwareGpu, writeMiniLmShape);
try {
  for (const id of values.only.split(',')) {
    const subject = subjects[id];
    if (subject === undefined)
      throw new Error(`--only takes ${Object.keys(subjects).join(', ')}; not ${id}.`);
    rows.push(...(await measure(benchmark, subject)));
  }
} finally {
  await benchmark.close();
}
console.log(`${values.pairs} pairs a request, ${benchmark.browser}\n`);
console.log(
  markdownTable(
    [
      'model, device',
      'batch',
      'rounds',
      'reported, ms a request',
      'bare loop, ms',
      'throughput reported ÷ bare (95 %)',
      'tokenising',
      'all outside `session.run`',
      'largest score difference',
    ],
    rows,
  ),
);
