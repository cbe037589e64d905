// @module-tag slow
import { InferenceSession, Tensor } from 'onnxruntime-web';
import { expect, it } from 'vitest';
import { readModelConfig } from '../../core/model-files/model-config.ts';
import { onnx } from '../../core/onnx/graph-builder.ts';
import { elementCount } from '../../core/onnx/tensor.ts';
import { twinConfig, twinModel } from '../../core/onnx/twin/twin-model.ts';
import { fillBlock } from '../../core/onnx/twin/twin-values.ts';
import { flopsOf, onePass } from '../../core/rerank/flops.ts';

const shape = {
  ...{ vocab_size: 50, hidden_size: 32, num_hidden_layers: 4, num_attention_heads: 4 },
  ...{ intermediate_size: 48, max_position_embeddings: 40, type_vocab_size: 2 },
  // Layers 1 and 2 of four are local, and reach three tokens to each side.
  ...{ global_attn_every_n_layers: 3, local_attention: 6 },
};
const [pairs, length] = [3, 19];

it.each(['bert', 'xlm-roberta', 'modernbert'] as const)(
  'the operations of a %s are those of all products in its graph, by its configuration',
  async (architecture) => {
    const spec = { architecture, shape, dtype: 'fp32' } as const;
    const sizes = readModelConfig(twinConfig(spec))?.shape;
    if (!sizes) throw new Error('The configuration tells no shape.');
    expect(flopsOf(sizes, onePass(pairs, length))).toBe(await productsOf(twinModel(spec)));
  },
);

/** Two operations for each multiplication and addition of the MatMul nodes in one pass. */
async function productsOf({ header, blocks }: ReturnType<typeof twinModel>): Promise<number> {
  const file = onnx.ModelProto.decode(header);
  // The angles of rotary positions are an outer product, which counts as nothing.
  const products = (file.graph?.node ?? []).filter(
    ({ opType, name }) => opType === 'MatMul' && !name?.startsWith('rotary'),
  );
  // Every product's left side and result become outputs, so that the run tells their sizes.
  const watched = new Set(products.flatMap(({ input, output }) => [input?.[0] ?? '', output?.[0] ?? '']));
  file.graph?.output?.push(...[...watched].map((name) => onnx.ValueInfoProto.create({ name })));
  const session = await InferenceSession.create(onnx.ModelProto.encode(file).finish(), {
    graphOptimizationLevel: 'disabled',
    externalData: blocks.map((block) => ({ path: block.path, data: fillBlock(block) })),
  });
  const ones = new Tensor('int64', new BigInt64Array(pairs * length).fill(1n), [pairs, length]);
  const outputs = await session.run(Object.fromEntries(session.inputNames.map((name) => [name, ones])));
  await session.release();
  return products.reduce((sum, { input, output }) => {
    const inner = outputs[input?.[0] ?? '']?.dims.at(-1) ?? Number.NaN;
    return sum + 2 * elementCount(outputs[output?.[0] ?? '']?.dims ?? [Number.NaN]) * inner;
  }, 0);
}
