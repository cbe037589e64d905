/**
 * Measures which seeded faults the score check finds on a GPU that computes in half precision:
 * `npx tsx benchmarks/seeded-faults.ts`, on lavapipe (see scripts/lavapipe.ts).
 *
 * Small BERTs with made-up weights score the product's probe set in fp16 on WebGPU, whole and with a fault.
 * Two checks judge them: the lane's own, and its comparison with a lane of the whole model in fp32 on WASM.
 * The faults are an ignored mask, noise on every score of every pass, token types that are all 0, and weights
 * that are zeros from some place on.
 */
import { parseArgs } from 'node:util';
import { agreeLanes } from '../src/core/bench/lane-agreement.ts';
import { probeSetOf } from '../src/core/rerank/check-scores.ts';
import { judgeScores, largestDifference } from '../src/core/rerank/score-check.ts';
import { seededRandom } from '../src/core/stats/random.ts';
import { type Cut, cuts, smallBert, writeSmallBert } from './models/small-berts.ts';
import { weightKinds } from './models/weight-kinds.ts';
import { type BenchmarkWorker, halfPrecisionGpu, openBenchmark } from './support/benchmark-page.ts';
import { markdownTable } from './support/markdown.ts';

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '2' } } });
const models = weightKinds.flatMap((kind) =>
  Array.from({ length: Number(values.seeds) }, (_, i) => ({ kind, seed: i + 1 })),
);

/**
 * Scores of the probe set: each pair alone, in one padded batch, in that batch with an ignored mask, and alone
 * once more.
 */
interface ProbeScores {
  readonly alone: readonly number[];
  readonly padded: readonly number[];
  readonly unmasked: readonly number[];
  readonly again: readonly number[];
}

const { pairs } = probeSetOf('');
const benchmark = await openBenchmark(halfPrecisionGpu(), async (folder) => {
  for (const { kind, seed } of models) {
    for (const cut of cuts) await writeSmallBert(folder, kind, seed, cut);
  }
});

type Scoring = 'score' | 'scoreUntyped' | 'scoreUnmasked';

async function scoresOf(worker: BenchmarkWorker, kind: Scoring, batchSize: number): Promise<number[]> {
  const { scores } = await worker.call(kind, {
    ...{ pairs, batchSize, tokenBudget: null, maxLength: 512, order: 'input', paddingMultiple: 1 },
  });
  return Object.values(scores);
}

const probe = async (worker: BenchmarkWorker, kind: Scoring): Promise<ProbeScores> => ({
  alone: await scoresOf(worker, kind, 1),
  padded: await scoresOf(worker, kind, pairs.length),
  unmasked: await scoresOf(worker, 'scoreUnmasked', pairs.length),
  again: await scoresOf(worker, kind, 1),
});

const load = (worker: BenchmarkWorker, repository: string, device: 'webgpu' | 'wasm') =>
  worker.call('load', {
    ...{ model: { source: 'hub', repository }, host: benchmark.host, device, layers: null },
    ...{ dtype: device === 'wasm' ? 'fp32' : 'fp16', runtime: device === 'wasm' ? 'plain' : 'asyncify' },
    ...{ threads: null, workers: 1 },
  });

const rangeOf = (scores: readonly number[]) => Math.max(...scores) - Math.min(...scores);

/** What the checks find: `own` the lane's check, `compared` its comparison with the whole model in fp32. */
function findings({ alone, padded, unmasked, again }: ProbeScores, reference: readonly number[]) {
  const ignoredMask = largestDifference(alone, unmasked);
  const check = judgeScores({ dtype: 'fp16', alone, padded, ignoredMask, again, published: new Map() });
  const lane = { dtype: 'fp16', device: 'webgpu', isSound: check.verdict === 'ok' } as const;
  const { scores, largestPaddingDifference } = check;
  const compared = agreeLanes([
    { laneId: 'wasm', dtype: 'fp32', device: 'wasm', isSound: true, scores: reference },
    { laneId: 'webgpu', ...lane, scores, largestPaddingDifference },
  ]).get('webgpu');
  return {
    own: check.findings.map(({ code }) => code),
    compared: compared?.finding?.code ?? null,
    moved: largestDifference(alone, reference) / rangeOf(reference),
  };
}

const noises = [0.01, 0.05, 0.2] as const;

/** Adds noise with this standard deviation to every score. */
function noisy(
  { alone, padded, unmasked, again }: ProbeScores,
  deviation: number,
  seed: number,
): ProbeScores {
  const random = seededRandom(seed);
  // The sum of twelve uniform numbers is close to normal, with a variance of 1.
  const normal = () => Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, -6);
  const add = (scores: readonly number[]) => scores.map((score) => score + deviation * normal());
  return { alone: add(alone), padded: add(padded), unmasked: add(unmasked), again: add(again) };
}

const found = new Map<string, ReturnType<typeof findings>[]>();
function note(fault: string, probed: ProbeScores, reference: readonly number[]): void {
  const one = findings(probed, reference);
  console.error(fault, JSON.stringify(one));
  found.set(fault, [...(found.get(fault) ?? []), one]);
}

const cutNames: Readonly<Record<Cut, string>> = {
  whole: 'none',
  layers: 'weights of the later half of the layers are 0',
  end: 'weights of the later half of the file are 0, the head’s too',
};

try {
  const [cpu, gpu] = [await benchmark.start(), await benchmark.start()];
  for (const { kind, seed } of models) {
    await load(cpu, smallBert(kind, seed, 'whole'), 'wasm');
    const reference = await scoresOf(cpu, 'score', 1);
    const untypedReference = await scoresOf(cpu, 'scoreUntyped', 1);
    for (const cut of cuts) {
      await load(gpu, smallBert(kind, seed, cut), 'webgpu');
      const probed = await probe(gpu, 'score');
      note(cutNames[cut], probed, reference);
      if (cut !== 'whole') continue;
      note('the mask is ignored', { ...probed, padded: probed.unmasked }, reference);
      for (const share of noises) {
        const deviation = share * rangeOf(probed.alone);
        note(`noise of ${100 * share} % of the range`, noisy(probed, deviation, seed), reference);
      }
      const untyped = await probe(gpu, 'scoreUntyped');
      note('token types are 0, on the GPU alone', untyped, reference);
      note('token types are 0, on every lane', untyped, untypedReference);
    }
  }
} finally {
  await benchmark.close();
}

const share = (numbers: readonly number[]) =>
  `${Math.min(...numbers).toPrecision(2)}–${Math.max(...numbers).toPrecision(2)}`;
console.log(`${models.length} models, ${benchmark.browser}\n`);
console.log(
  markdownTable(
    [
      'fault',
      'moves a pair’s score alone by, ÷ range',
      'found by its own check',
      'as',
      'found by comparing lanes',
    ],
    [...found].map(([fault, all]) => [
      fault,
      share(all.map(({ moved }) => moved)),
      String(all.filter(({ own }) => own.length > 0).length),
      [...new Set(all.flatMap(({ own }) => own))].map((code) => `\`${code}\``).join(', ') || '–',
      String(all.filter(({ compared }) => compared !== null).length),
    ]),
  ),
);
