import { expect } from './support/fixtures.ts';
import { bertRepository } from './support/hub-models/bert-model.ts';
import { test } from './support/kinds-page.ts';
import { modelKinds } from './support/model-kinds.ts';
import { openNative, requireNative } from './support/native-scores.ts';

/** Two pairs of different lengths, in one padded batch. */
const pairs = ['Red foxes live in forests.', 'fox'].map((document) => ({
  query: 'Where do red foxes live?',
  document,
}));

/** The one of every run. The others are in the full run, since a software adapter takes seconds to compile each. */
const always = bertRepository;

test.describe('scores on WebGPU as native ONNX Runtime does', () => {
  requireNative(test);
  for (const { name, tolerance = 1e-3, ...kind } of modelKinds) {
    // SwiftShader has no half precision, and 8-bit weights are made for the CPU.
    if (kind.dtype === 'fp16' || kind.dtype === 'q8') continue;
    const isRare = kind.repository !== always || kind.dtype !== undefined;
    test(`with ${name}${isRare ? ' @full' : ''}`, async ({ kinds }) => {
      const native = await (await openNative(kinds.folder, kind.repository, kind))(pairs);
      const scores = await kinds.scores(kind, pairs, 'webgpu');
      for (const [place, score] of native.entries()) {
        expect(
          Math.abs(score - (scores[place] ?? Number.NaN)),
          `native ${native}, page ${scores}`,
        ).toBeLessThan(tolerance);
      }
      // Otherwise scores that are all alike would agree too.
      expect(Math.abs((native[0] ?? 0) - (native[1] ?? 0))).toBeGreaterThan(isRare ? 10 * tolerance : 0.1);
    });
  }
});
