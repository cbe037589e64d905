// @module-tag slow
import { InferenceSession } from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import type { BertShape } from '../bert/bert-model.ts';
import { onnx } from '../graph-builder.ts';
import { scorePairs } from '../testing/score-pairs.ts';
import type { TwinSpec } from './twin-format.ts';
import { twinModel } from './twin-model.ts';
import { fillBlock } from './twin-values.ts';

const small: BertShape = {
  vocab_size: 300,
  hidden_size: 64,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  intermediate_size: 128,
  max_position_embeddings: 40,
  type_vocab_size: 2,
};

const largest: BertShape = {
  vocab_size: 250_002,
  hidden_size: 1024,
  num_hidden_layers: 24,
  num_attention_heads: 16,
  intermediate_size: 4096,
  max_position_embeddings: 8194,
  type_vocab_size: 1,
};

const dtypes: readonly TwinSpec['dtype'][] = ['fp32', 'fp16', 'q8', 'q4'];
const architectures = ['bert', 'xlm-roberta', 'modernbert'] as const;
/** Those with a graph of fused operators. */
const fusable = ['bert', 'xlm-roberta'] as const;
const graphs = ['exported', 'fused'] as const;

const pairs = [
  { ids: [101, 5, 299, 102, 7, 8, 102], segments: [0, 0, 0, 0, 1, 1, 1] },
  { ids: [101, 5, 299, 102, 30, 102], segments: [0, 0, 0, 0, 1, 1] },
  { ids: [101, 210, 102, 12, 13, 14, 15, 16, 102], segments: [0, 0, 0, 1, 1, 1, 1, 1, 1] },
];

const initializers = (header: Uint8Array) =>
  (onnx.ModelProto.decode(header).graph?.initializer ?? []).map((tensor) => {
    const place = Object.fromEntries((tensor.externalData ?? []).map(({ key, value }) => [key, value]));
    return {
      name: tensor.name ?? '',
      location: place.location,
      offset: Number(place.offset),
      length: Number(place.length),
    };
  });

async function session(spec: TwinSpec): Promise<InferenceSession> {
  const { header, blocks } = twinModel(spec);
  const externalData = blocks.map((block) => ({ path: block.path, data: fillBlock(block) }));
  return InferenceSession.create(header, { externalData });
}

describe('a twin’s model', () => {
  const forms = dtypes.flatMap((dtype) => graphs.map((graph) => ({ dtype, graph })));
  for (const architecture of architectures) {
    for (const { dtype, graph } of forms) {
      if (graph === 'fused' && architecture === 'modernbert') continue;
      it(`runs as ${architecture} in ${dtype}, ${graph}, and gives finite scores that differ`, async () => {
        const twin = await session({ architecture, shape: small, dtype, graph });
        const scores: number[] = [];
        for (const pair of pairs) scores.push(...(await scorePairs(twin, [pair])));
        const together = await scorePairs(twin, pairs);
        await twin.release();
        expect([...scores, ...together].every(Number.isFinite)).toBe(true);
        expect(new Set(scores.map((score) => score.toFixed(4))).size).toBe(pairs.length);
        // Eight bits move a little with padding, as the real model's do.
        const range = Math.max(...scores) - Math.min(...scores);
        for (const [place, score] of scores.entries()) {
          const moved = Math.abs(score - (together[place] ?? Number.NaN));
          expect(moved).toBeLessThan(dtype === 'q8' ? range : 1e-3);
        }
      });
    }
  }

  it.each(fusable)(
    'gives the same scores as %s in fused operators, from fewer nodes',
    async (architecture) => {
      const of = async (graph: 'exported' | 'fused') => {
        const spec = { architecture, shape: small, dtype: 'fp32', graph } as const;
        const twin = await session(spec);
        const scores = await scorePairs(twin, pairs);
        await twin.release();
        return { scores, nodes: onnx.ModelProto.decode(twinModel(spec).header).graph?.node?.length ?? 0 };
      };
      const [exported, fused] = [await of('exported'), await of('fused')];
      for (const [place, score] of exported.scores.entries()) {
        expect(Math.abs((fused.scores[place] ?? Number.NaN) - score)).toBeLessThan(1e-5);
      }
      // A layer has 34 nodes as exported and 14 fused; the mask has three more.
      expect(exported.nodes - fused.nodes).toBe(small.num_hidden_layers * (34 - 14) - 3);
    },
  );

  it('has no fused graph of a ModernBERT', () => {
    const spec = { architecture: 'modernbert', shape: small, dtype: 'fp32', graph: 'fused' } as const;
    expect(() => twinModel(spec)).toThrow('has no fused graph');
  });

  it.each(dtypes)(
    'of the largest shape takes a small file in %s, and refers only to what its blocks hold',
    (dtype) => {
      const { header, blocks } = twinModel({ architecture: 'xlm-roberta', shape: largest, dtype });
      expect(header.length).toBeLessThan(1e6);
      const external = initializers(header).filter(({ location }) => location !== undefined);
      expect(external.length).toBeGreaterThan(24 * 6);
      for (const { path, bytes } of blocks) {
        const within = external.filter(({ location }) => location === path);
        expect(Math.max(...within.map(({ length }) => length))).toBe(bytes);
        for (const { offset, length } of within) {
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset + length).toBeLessThanOrEqual(bytes);
        }
      }
      expect(external.every(({ location }) => blocks.some(({ path }) => path === location))).toBe(true);
      // Smaller tensors have to be in the model file: ONNX Runtime Web refuses external scalars.
      expect(Math.min(...external.map(({ length }) => length))).toBeGreaterThanOrEqual(1024);
    },
  );

  it('gives tensors of one shape different places', () => {
    const { header } = twinModel({ architecture: 'xlm-roberta', shape: largest, dtype: 'fp32' });
    const weights = initializers(header).filter(({ name }) =>
      /attention\.(query|key|value)\.weight$/.test(name),
    );
    expect(weights).toHaveLength(72);
    expect(new Set(weights.map(({ offset }) => offset)).size).toBe(72);
  });

  it('takes normalisation scales from the end of a block, where the values are near 1', () => {
    const { header, blocks } = twinModel({ architecture: 'xlm-roberta', shape: largest, dtype: 'q8' });
    const block = blocks.find(({ type }) => type === 'float32');
    const scales = initializers(header).filter(({ name }) => name.endsWith('norm.weight'));
    expect(scales).toHaveLength(49);
    for (const { offset, length } of scales) expect(offset + length).toBe(block?.bytes);
  });

  it('has as many layers as asked for, and is the same file each time', () => {
    const spec = (layers: number): TwinSpec => ({
      architecture: 'bert',
      shape: { ...small, num_hidden_layers: layers },
      dtype: 'fp32',
    });
    const softmaxes = (layers: number) =>
      (onnx.ModelProto.decode(twinModel(spec(layers)).header).graph?.node ?? []).filter(
        ({ opType }) => opType === 'Softmax',
      ).length;
    expect([softmaxes(1), softmaxes(5)]).toEqual([1, 5]);
    expect(twinModel(spec(3)).header).toEqual(twinModel(spec(3)).header);
  });
});
