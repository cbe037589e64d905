/**
 * Measures the time per pass of a synthetic twin against its depth: `npx tsx benchmarks/twin-depth.ts`.
 *
 * For each depth a worker holds the same twin cut to that many layers. All score the same request in turns.
 * Each round reverses the order, so that heat and other programs affect all depths alike. A straight line is
 * fitted to the medians: if time is linear in layers, a cut twin predicts the whole one.
 */
import { parseArgs } from 'node:util';
import { sampleSets } from '../src/core/input/sample-sets.ts';
import { devices, dtypes, runtimeBuilds } from '../src/core/rerank/devices.ts';
import { findTwin, twins } from '../src/core/rerank/twins.ts';
import { median } from './median.ts';
import {
  type BenchmarkWorker,
  type OpenBenchmark,
  openBenchmark,
  softwareGpu,
} from './support/benchmark-page.ts';
import { markdownTable } from './support/markdown.ts';
import { straightLine } from './support/straight-line.ts';

const { values } = parseArgs({
  options: {
    twin: { type: 'string', default: 'ms-marco-MiniLM-L-6-v2' },
    /** Default: every depth. */
    layers: { type: 'string' },
    dtypes: { type: 'string', default: 'fp32,q8' },
    device: { type: 'string', default: 'wasm' },
    runtime: { type: 'string', default: 'plain' },
    threads: { type: 'string' },
    rounds: { type: 'string', default: '11' },
    pairs: { type: 'string', default: '4' },
    'batch-size': { type: 'string', default: '4' },
    'max-length': { type: 'string', default: '128' },
  },
});

const oneOf = <T extends string>(name: string, known: readonly T[], text: string): T => {
  const found = known.find((one) => one === text);
  if (found === undefined) throw new Error(`--${name} takes ${known.join(', ')}; not ${text}.`);
  return found;
};

const twin = findTwin(
  oneOf(
    'twin',
    twins.map(({ name }) => name),
    values.twin,
  ),
);
const device = oneOf('device', devices, values.device);
const runtime = oneOf('runtime', runtimeBuilds, values.runtime);
const deepest = twin?.shape.num_hidden_layers ?? 0;
const depths =
  values.layers?.split(',').map(Number) ?? Array.from({ length: deepest }, (_, place) => place + 1);
const rounds = Number(values.rounds);

const set = sampleSets.find(({ id }) => id === 'support-search') ?? sampleSets[0];
/** The longest documents, so that every pass is as long as max length allows. */
const documents = [...(set?.documents ?? [])]
  .sort((a, b) => b.length - a.length)
  .slice(0, Number(values.pairs));
const request = {
  pairs: documents.map((document) => ({ query: set?.query ?? '', document })),
  batchSize: Number(values['batch-size']),
  tokenBudget: null,
  paddingMultiple: 1,
  maxLength: Number(values['max-length']),
  order: 'length',
} as const;

interface Depth {
  readonly layers: number;
  readonly worker: BenchmarkWorker;
  readonly threads: number;
  readonly passMs: number[];
  /** The tokens that a pass computes, padding included. */
  tokens: number;
}

async function loaded(
  benchmark: OpenBenchmark,
  layers: number,
  dtype: (typeof dtypes)[number],
): Promise<Depth> {
  const worker = await benchmark.start();
  const model = await worker.call('load', {
    model: { source: 'twin', name: values.twin },
    layers,
    device,
    dtype,
    runtime,
    host: benchmark.host,
    threads: values.threads === undefined ? null : Number(values.threads),
    workers: 1,
  });
  if (model.layers !== layers) throw new Error(`The twin has ${model.layers} layers, not ${layers}.`);
  return { layers, worker, threads: model.threads, passMs: [], tokens: 0 };
}

/** Scores one request. The first requests of a session warm it up and are not counted. */
async function score(depth: Depth, counts: boolean): Promise<void> {
  const { cost } = await depth.worker.call('score', request);
  depth.tokens = cost.tokensComputed / cost.passes;
  if (counts) depth.passMs.push(cost.modelMs / cost.passes);
}

const benchmark = await openBenchmark(device === 'webgpu' ? softwareGpu : []);
const rows: string[][] = [];
const lines: string[] = [];
try {
  for (const dtype of values.dtypes.split(',').map((text) => oneOf('dtypes', dtypes, text))) {
    const held: Depth[] = [];
    for (const layers of depths) held.push(await loaded(benchmark, layers, dtype));
    for (const depth of held) for (let i = 0; i < 3; i++) await score(depth, false);
    for (let round = 1; round <= rounds; round++) {
      for (const depth of round % 2 === 1 ? held : [...held].reverse()) await score(depth, true);
      console.error(`${dtype}: round ${round} of ${rounds}`);
    }
    for (const { layers, threads, passMs, tokens } of held) {
      const ms = median(passMs);
      rows.push([
        dtype,
        String(layers),
        String(threads),
        String(tokens),
        String(passMs.length),
        ms.toFixed(2),
      ]);
    }
    const line = straightLine(held.map(({ layers, passMs }) => [layers, median(passMs)]));
    lines.push(
      `${dtype}: ${line.intercept.toFixed(2)} ms + ${line.slope.toFixed(2)} ms a layer, R² ${line.rSquared.toFixed(4)}, furthest from the line ${(100 * line.largestMiss).toFixed(1)} %`,
    );
    for (const { worker } of held) await worker.end();
  }
} finally {
  await benchmark.close();
}

console.log(`twin:${values.twin}, ${device}, ${runtime} build, ${benchmark.browser}\n`);
console.log(
  markdownTable(['dtype', 'layers', 'threads', 'tokens a pass', 'passes timed', 'median, ms a pass'], rows),
);
console.log(`\n${lines.join('\n')}`);
