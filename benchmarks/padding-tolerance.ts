/**
 * Measures how padding changes scores: `npx tsx benchmarks/padding-tolerance.ts`.
 *
 * Models with made-up weights, in every dtype, score the product's probe set and random batches of mixed
 * lengths. Each pair is scored alone, and padded to the longest pair of its batch. Differences are given in
 * logits and as shares of the range (largest − smallest) of the model's scores on the probe set, since
 * made-up models spread their scores less than trained ones. Two more figures are given: how much the dtype
 * itself changes the scores, and how much they change if the model treats its padding as text. A tolerance
 * has to stay below the latter. The last columns say how many models the product's check suspects, as they
 * are and with their mask ignored.
 *
 * With `--lavapipe` WebGPU computes in half precision (see scripts/lavapipe.ts): fp16 and q4f16, with all
 * kinds of weights on the probe set. The CPU then gives only what they are compared with.
 */
import { parseArgs } from 'node:util';
import type { Dtype } from '../src/core/rerank/devices.ts';
import { dtypes } from '../src/core/rerank/devices.ts';
import { smallReranker, writeSmallReranker } from './models/small-rerankers.ts';
import { type WeightKind, weightKinds } from './models/weight-kinds.ts';
import { halfPrecisionGpu, openBenchmark, softwareGpu } from './support/benchmark-page.ts';
import { markdownTable } from './support/markdown.ts';
import { type PaddingEffect, paddingEffect } from './support/padding-effect.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '4' },
    batches: { type: 'string', default: '4' },
    'batch-size': { type: 'string', default: '6' },
    /**
     * Seeds on SwiftShader, with the probe set and sharp weights only, since every new length takes seconds
     * to compile there. 0 leaves WebGPU out.
     */
    'webgpu-seeds': { type: 'string', default: '1' },
    lavapipe: { type: 'boolean', default: false },
    layers: { type: 'string', default: '6' },
    width: { type: 'string', default: '256' },
  },
});
type MeasuredDevice = keyof typeof deviceNames;

const batchSize = Number(values['batch-size']);
const isHalf = values.lavapipe;
const size = { layers: Number(values.layers), width: Number(values.width) };
const seedsOf = {
  wasm: Number(isHalf ? values['webgpu-seeds'] : values.seeds),
  webgpu: Number(values['webgpu-seeds']),
};
const batchesOf = { wasm: isHalf ? 0 : Number(values.batches), webgpu: 0 };
const kindsOf: Readonly<Record<MeasuredDevice, readonly WeightKind[]>> = {
  wasm: weightKinds,
  webgpu: isHalf ? weightKinds : ['sharp'],
};
/** SwiftShader lacks `shader-f16`. */
const dtypesOf: Readonly<Record<MeasuredDevice, readonly Dtype[]>> = {
  wasm: isHalf ? ['fp32', 'q4'] : dtypes,
  webgpu: isHalf ? ['fp16', 'q4f16'] : ['fp32', 'q8', 'q4'],
};
const deviceNames = {
  wasm: 'WASM',
  webgpu: isHalf ? 'WebGPU (lavapipe)' : 'WebGPU (SwiftShader)',
};

const wanted = [...new Set([...dtypesOf.wasm, ...dtypesOf.webgpu])];
const seedsUpTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const benchmark = await openBenchmark(isHalf ? halfPrecisionGpu() : softwareGpu, async (folder) => {
  for (const kind of weightKinds) {
    for (const seed of seedsUpTo(Math.max(seedsOf.wasm, seedsOf.webgpu))) {
      await writeSmallReranker(folder, kind, seed, wanted, size);
    }
  }
});

interface MeasuredEffect extends PaddingEffect {
  readonly kind: WeightKind;
}

async function measure(device: MeasuredDevice, dtype: Dtype): Promise<MeasuredEffect[]> {
  const all: MeasuredEffect[] = [];
  const worker = await benchmark.start();
  for (const kind of kindsOf[device]) {
    for (const seed of seedsUpTo(seedsOf[device])) {
      const effect = await paddingEffect(worker, {
        repository: smallReranker(kind, seed),
        host: benchmark.host,
        device,
        dtype,
        batches: batchesOf[device],
        batchSize,
        seed,
      });
      console.error(device, dtype, kind, seed, JSON.stringify({ ...effect, alone: undefined }));
      all.push({ ...effect, kind });
    }
  }
  await worker.end();
  return all;
}

const shown = (value: number) =>
  value === 0 ? '0' : value < 1e-3 ? value.toExponential(0) : value.toPrecision(2);
const most = (numbers: readonly number[]) => shown(Math.max(...numbers));
const least = (numbers: readonly number[]) => shown(Math.min(...numbers));

/**
 * The dtype that each is compared with to see its own effect. For q4f16 that is the effect of half precision.
 */
const bases: Readonly<Record<Dtype, Dtype>> = {
  fp32: 'fp32',
  fp16: 'fp32',
  q8: 'fp32',
  q4: 'fp32',
  q4f16: 'q4',
};

function row(
  name: string,
  dtype: Dtype,
  weights: string,
  all: readonly MeasuredEffect[],
  base: readonly MeasuredEffect[],
) {
  const moved = all.map(({ alone, range }, i) => {
    const others = base[i]?.alone ?? [];
    return Math.max(...alone.map((score, place) => Math.abs(score - (others[place] ?? Number.NaN)))) / range;
  });
  return [
    name,
    dtype,
    weights,
    String(all.length),
    `${least(all.map(({ range }) => range))}–${most(all.map(({ range }) => range))}`,
    most(all.map(({ probePadding, randomPadding }) => Math.max(probePadding, randomPadding ?? 0))),
    most(
      all.map(
        ({ probePadding, randomPadding, spread }) => Math.max(probePadding, randomPadding ?? 0) / spread,
      ),
    ),
    all.every(({ randomPadding }) => randomPadding === null)
      ? '–'
      : most(all.map(({ randomPadding, range }) => (randomPadding ?? 0) / range)),
    most(all.map(({ probePadding, range }) => probePadding / range)),
    dtype === bases[dtype] ? '–' : most(moved),
    least(all.map(({ unmasked, range }) => unmasked / range)),
    most(all.map(({ probePadding, unmasked }) => probePadding / unmasked)),
    String(all.filter(({ isSuspect }) => isSuspect).length),
    String(all.filter(({ isFaultFound }) => isFaultFound).length),
  ];
}

const rows: string[][] = [];
const onCpu = new Map<Dtype, readonly MeasuredEffect[]>();
try {
  for (const device of ['wasm', 'webgpu'] as const) {
    if (seedsOf[device] === 0) continue;
    const measured = new Map<Dtype, readonly MeasuredEffect[]>();
    for (const dtype of dtypesOf[device]) measured.set(dtype, await measure(device, dtype));
    if (device === 'wasm') for (const [dtype, all] of measured) onCpu.set(dtype, all);
    for (const [dtype, all] of measured) {
      const base = measured.get(bases[dtype]) ?? onCpu.get(bases[dtype]) ?? [];
      const of = (kind: WeightKind, some: readonly MeasuredEffect[]) =>
        some.filter((one) => one.kind === kind);
      if (dtype === 'q8') {
        for (const kind of kindsOf[device]) {
          rows.push(row(deviceNames[device], dtype, kind, of(kind, all), of(kind, base)));
        }
      } else rows.push(row(deviceNames[device], dtype, kindsOf[device].join(', '), all, base));
    }
  }
} finally {
  await benchmark.close();
}
console.log(`Batches of ${batchSize}, ${benchmark.browser}\n`);
console.log(
  markdownTable(
    [
      'device',
      'dtype',
      'weights',
      'models',
      'range of scores',
      'most by padding, logit',
      '÷ standard deviation',
      'random batches ÷ range',
      'probe set ÷ range',
      'most by the dtype itself ÷ range',
      'least by an ignored mask ÷ range',
      'most by padding ÷ an ignored mask',
      'suspect as they are',
      'suspect with an ignored mask',
    ],
    rows,
  ),
);
