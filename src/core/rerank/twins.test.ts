import { describe, expect, it } from 'vitest';
import { findModel } from './catalogue.ts';
import { parseModelId } from './model-id.ts';
import { twinLargestTensorBytes, twinParameters, twinWeightBytes } from './twin-size.ts';
import { findTwin, isTwinDtype, twinDepth, twinDtypes, twinModelId, twinOf, twins } from './twins.ts';

const named = (name: string) => {
  const twin = findTwin(name);
  if (twin === undefined) throw new Error(`There is no twin ${name}.`);
  return twin;
};

describe('the twins', () => {
  it.each(twins)('$name has the shape that the catalogue tells of its model', (twin) => {
    const model = findModel(twin.catalogueId);
    expect(model).toMatchObject({
      architecture: twin.architecture,
      layers: twin.shape.num_hidden_layers,
      hiddenSize: twin.shape.hidden_size,
      vocabularySize: twin.shape.vocab_size,
      contextTokens: twin.contextTokens,
    });
    const parameters = model?.parameters ?? Number.NaN;
    expect(Math.abs(twinParameters(twin) / parameters - 1)).toBeLessThan(0.005);
  });

  it.each(twins)('$name takes nearly as many bytes as its model’s files', (twin) => {
    for (const { dtype, approximateBytes } of findModel(twin.catalogueId)?.weights ?? []) {
      if (!isTwinDtype(dtype)) continue;
      // The files hold the graph, too.
      expect(Math.abs(twinWeightBytes(twin, dtype) / approximateBytes - 1)).toBeLessThan(0.025);
    }
  });

  it.each(twins)('$name is found by its id, and by its model’s', (twin) => {
    expect(parseModelId(twinModelId(twin))).toEqual({ source: 'twin', name: twin.name });
    expect(findTwin(twin.name)).toBe(twin);
    expect(twinOf(twin.catalogueId)).toBe(twin);
  });

  it('are none for a model without one', () => {
    expect(twinOf('builtin:coverage')).toBeUndefined();
    expect(findTwin('no-such-model')).toBeUndefined();
  });

  it('grow by the same with each layer', () => {
    for (const twin of twins) {
      for (const dtype of twinDtypes) {
        const bytes = [0, 1, 2, 3].map((layers) => twinWeightBytes(twin, dtype, layers));
        const steps = bytes.slice(1).map((value, place) => value - (bytes[place] ?? 0));
        expect(new Set(steps).size).toBe(1);
      }
    }
  });

  it('have the table of word embeddings as their largest tensor', () => {
    const twin = named('bge-reranker-v2-m3');
    expect(twinDtypes.map((dtype) => twinLargestTensorBytes(twin, dtype))).toEqual([
      1_024_008_192, 512_004_096, 256_002_048, 1_024_008_192,
    ]);
  });

  it('are cut to the depth asked for, from one layer to all', () => {
    const twin = named('ms-marco-MiniLM-L-6-v2');
    expect([null, 1, 4, 6, 7].map((layers) => twinDepth(twin, layers))).toEqual([6, 1, 4, 6, 6]);
  });
});
