import { expect } from './support/fixtures.ts';
import { bertRepository } from './support/hub-models/bert-model.ts';
import { ettinRepository } from './support/hub-models/modernbert-models.ts';
import { test } from './support/kinds-page.ts';
import { modelKinds } from './support/model-kinds.ts';
import { openNative, requireNative } from './support/native-scores.ts';

/** Two pairs of different lengths, in one padded batch. */
const pairs = ['Red foxes live in forests.', 'fox'].map((document) => ({
  query: 'Where do red foxes live?',
  document,
}));

/** Few, since a software adapter takes seconds to compile each. */
const tried = [bertRepository, ettinRepository];

test.describe('scores on WebGPU as native ONNX Runtime does', () => {
  requireNative(test);
  for (const { name, ...kind } of modelKinds) {
    if (!tried.includes(kind.repository) || kind.dtype !== undefined) continue;
    test(`with ${name}`, async ({ kinds }) => {
      const native = await (await openNative(kinds.folder, kind.repository, kind))(pairs);
      const scores = await kinds.scores(kind, pairs, 'webgpu');
      for (const [place, score] of native.entries()) {
        expect(
          Math.abs(score - (scores[place] ?? Number.NaN)),
          `native ${native}, page ${scores}`,
        ).toBeLessThan(1e-3);
      }
      expect(Math.abs((native[0] ?? 0) - (native[1] ?? 0))).toBeGreaterThan(0.1);
    });
  }
});
