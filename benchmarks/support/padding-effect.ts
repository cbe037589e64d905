import { sampleSets } from '../../src/core/input/sample-sets.ts';
import { probeSetOf } from '../../src/core/rerank/check-scores.ts';
import type { Device, Dtype } from '../../src/core/rerank/devices.ts';
import type { Pair } from '../../src/core/rerank/pair.ts';
import { judgeScores, largestDifference } from '../../src/core/rerank/score-check.ts';
import { standardDeviation } from '../../src/core/stats/moments.ts';
import { type Random, seededRandom } from '../../src/core/stats/random.ts';
import { isSamples } from '../../src/core/stats/samples.ts';
import type { BenchmarkWorker } from './benchmark-page.ts';

export interface PaddingQuestion {
  readonly repository: string;
  /** Base address of the hub that holds it. */
  readonly host: string;
  readonly device: Device;
  readonly dtype: Dtype;
  /** The number of random batches besides the probe set. */
  readonly batches: number;
  readonly batchSize: number;
  /** The seed of the random batches. */
  readonly seed: number;
}

/** How padding changes scores. All figures are in logits. */
export interface PaddingEffect {
  /** The range (largest − smallest) of the probe set's scores, each pair scored alone. */
  readonly range: number;
  /** The standard deviation of all scores, each pair scored alone. */
  readonly spread: number;
  /**
   * The largest difference between a pair alone and in a padded batch, over the probe set. The product checks
   * this figure.
   */
  readonly probePadding: number;
  /** The same over the random batches; `null` without random batches. */
  readonly randomPadding: number | null;
  /** The same as `probePadding` for a model that ignores its mask. A check of scores must notice it. */
  readonly unmasked: number;
  /** Whether the product's check suspects the model's scores. */
  readonly isSuspect: boolean;
  /** Whether it suspects those of the same model when it ignores its mask. */
  readonly isFaultFound: boolean;
  /** The score of each pair alone, first those of the probe set. */
  readonly alone: readonly number[];
}

const maxLength = 512;

/**
 * Scores pairs with a model of the hub, alone and padded. A worker may take several models one after another,
 * so that those of one size compile their shapes once.
 */
export async function paddingEffect(
  worker: Pick<BenchmarkWorker, 'call'>,
  { repository, host, device, dtype, batches, batchSize, seed }: PaddingQuestion,
): Promise<PaddingEffect> {
  await worker.call('load', {
    model: { source: 'hub', repository },
    device,
    dtype,
    host,
    runtime: device === 'webgpu' ? 'asyncify' : 'plain',
    threads: null,
    workers: 1,
    layers: null,
  });
  const score = async (kind: 'score' | 'scoreUnmasked', pairs: readonly Pair[], size: number) => {
    const { scores } = await worker.call(kind, {
      pairs,
      batchSize: size,
      tokenBudget: null,
      maxLength,
      order: 'input',
      paddingMultiple: 1,
    });
    return Object.values(scores);
  };
  const probes = probeSetOf(repository).pairs;
  const random = randomPairs(seed, batches * batchSize);
  const probesAlone = await score('score', probes, 1);
  const randomAlone = await score('score', random, 1);
  const probesPadded = await score('score', probes, probes.length);
  const probePadding = largestDifference(probesAlone, probesPadded);
  const randomPadding =
    random.length === 0 ? null : largestDifference(randomAlone, await score('score', random, batchSize));
  const probesUnmasked = await score('scoreUnmasked', probes, probes.length);
  const unmasked = largestDifference(probesAlone, probesUnmasked);
  const isSuspect = (padded: readonly number[]) =>
    judgeScores({ dtype, alone: probesAlone, padded, ignoredMask: unmasked, published: new Map() })
      .verdict === 'suspect';

  const alone = [...probesAlone, ...randomAlone];
  if (!isSamples(alone)) throw new RangeError('There are no pairs.');
  return {
    range: Math.max(...probesAlone) - Math.min(...probesAlone),
    spread: standardDeviation(alone),
    probePadding,
    randomPadding,
    unmasked,
    isSuspect: isSuspect(probesPadded),
    isFaultFound: isSuspect(probesUnmasked),
    alone,
  };
}

const words = sampleSets
  .filter(({ language }) => language === 'en')
  .flatMap(({ documents }) => documents.flatMap((document) => document.split(' ')));

/**
 * A text of words from a random position of the sample sets. Lengths are spread evenly over their logarithm.
 */
function randomText(random: Random, fewest: number, most: number): string {
  const length = Math.round(fewest * (most / fewest) ** random());
  const start = Math.floor(random() * (words.length - length));
  return words.slice(start, start + length).join(' ');
}

function randomPairs(seed: number, count: number): Pair[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => ({
    query: randomText(random, 2, 10),
    document: randomText(random, 2, 100),
  }));
}
