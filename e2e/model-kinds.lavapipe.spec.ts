import { mergeTests } from '@playwright/test';
import { debertaRepository } from './support/hub-models/deberta-model.ts';
import { modernBertRepository } from './support/hub-models/modernbert-models.ts';
import { rerankerRepository } from './support/hub-models.ts';
import { test as kindsTest } from './support/kinds-page.ts';
import { expect, test as lavapipeTest } from './support/lavapipe.ts';
import { openNative, requireNative } from './support/native-scores.ts';

const test = mergeTests(lavapipeTest, kindsTest);

/** Pairs of different lengths, in one padded batch. */
const pairs = [
  'Red foxes live in forests.',
  'fox',
  'A dog barks at the moon, and nobody knows why. '.repeat(3),
].map((document) => ({ query: 'Where do red foxes live?', document }));

/**
 * How far a score may be off. Over 53 pairs of each model the root mean square was 0.0018 to 0.0025 and the
 * largest difference 0.0062, in scores near 1, where neighbouring numbers of half precision are 0.001 apart.
 * Rounding the weights alone makes 0.0009 of it (the same files on WASM, which computes in single precision).
 * This is twice the largest, or five times the root mean square.
 */
const tolerance = 0.0125;

/** Each takes half a minute to compile on a busy machine, so the others are in the full run. */
const always = debertaRepository;

test.describe('half precision on WebGPU scores as native ONNX Runtime does in single precision', () => {
  requireNative(test);
  for (const repository of [debertaRepository, modernBertRepository, rerankerRepository]) {
    test(`with ${repository}${repository === always ? '' : ' @full'}`, async ({ kinds }) => {
      const native = await (await openNative(kinds.folder, repository))(pairs);
      const scores = await kinds.scores({ repository, dtype: 'fp16' }, pairs, 'webgpu');
      for (const [place, score] of native.entries()) {
        const difference = Math.abs(score - (scores[place] ?? Number.NaN));
        expect(difference, `native ${native}, page ${scores}`).toBeLessThan(tolerance);
      }
      // Otherwise scores that are all alike would agree too.
      expect(Math.max(...native) - Math.min(...native)).toBeGreaterThan(10 * tolerance);
    });
  }
});
