import type { WeightSource } from '../../../src/core/onnx/transformer-encoder.ts';

const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** The files of a head beside an encoder, as the ettin rerankers have them, by path. */
export function headFiles(width: number, weights: WeightSource): Record<string, Uint8Array> {
  const tensor = (name: string, ...shape: readonly number[]): StoredTensor => ({
    name,
    shape,
    values: weights(`head.${name}`, shape),
  });
  const features = (outputs: number, bias: boolean, activation: string) => ({
    in_features: width,
    out_features: outputs,
    bias,
    activation_function: `torch.nn.modules.${activation}`,
  });
  const module = (idx: number, path: string, type: string) => ({ idx, name: String(idx), path, type });
  return {
    'modules.json': json([
      module(0, '', 'sentence_transformers.base.modules.transformer.Transformer'),
      module(1, '1_Pooling', 'sentence_transformers.sentence_transformer.modules.pooling.Pooling'),
      module(2, '2_Dense', 'sentence_transformers.base.modules.dense.Dense'),
      module(3, '3_LayerNorm', 'sentence_transformers.sentence_transformer.modules.layer_norm.LayerNorm'),
      module(4, '4_Dense', 'sentence_transformers.base.modules.dense.Dense'),
    ]),
    '1_Pooling/config.json': json({ embedding_dimension: width, pooling_mode: 'cls', include_prompt: true }),
    '2_Dense/config.json': json(features(width, false, 'activation.GELU')),
    '2_Dense/model.safetensors': safetensors([tensor('linear.weight', width, width)]),
    '3_LayerNorm/config.json': json({ dimension: width }),
    '3_LayerNorm/model.safetensors': safetensors([tensor('norm.bias', width), tensor('norm.weight', width)]),
    '4_Dense/config.json': json(features(1, true, 'linear.Identity')),
    '4_Dense/model.safetensors': safetensors([tensor('linear.bias', 1), tensor('linear.weight', 1, width)]),
  };
}

/** What the head makes of the first token's vector, in plain code: dense, GELU, normalisation, dense. */
export function headScore(first: readonly number[], weights: WeightSource): number {
  const width = first.length;
  const stored = (name: string, ...shape: readonly number[]) => [...weights(`head.${name}`, shape)];
  const times = (x: readonly number[], matrix: readonly number[]) =>
    Array.from({ length: matrix.length / width }, (_, row) =>
      x.reduce((sum, value, column) => sum + value * (matrix[row * width + column] ?? Number.NaN), 0),
    );
  const dense = times(first, stored('linear.weight', width, width)).map(
    (x) => (x * (1 + erf(x / Math.SQRT2))) / 2,
  );
  const mean = dense.reduce((sum, x) => sum + x, 0) / width;
  const variance = dense.reduce((sum, x) => sum + (x - mean) ** 2, 0) / width;
  const [scale, shift] = [stored('norm.weight', width), stored('norm.bias', width)];
  const normed = dense.map(
    (x, place) => ((x - mean) / Math.sqrt(variance + 1e-5)) * (scale[place] ?? 0) + (shift[place] ?? 0),
  );
  const [score = Number.NaN] = times(normed, stored('linear.weight', 1, width));
  return score + (stored('linear.bias', 1)[0] ?? Number.NaN);
}

/** The error function by its Maclaurin series, for the small arguments of these models. */
function erf(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17; n += 1) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

interface StoredTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** A `.safetensors` file of tensors in single precision. */
function safetensors(tensors: readonly StoredTensor[]): Uint8Array {
  const header: Record<string, unknown> = {};
  const data: Uint8Array[] = [];
  let at = 0;
  for (const { name, shape, values } of tensors) {
    const bytes = new Uint8Array(values.buffer);
    header[name] = { dtype: 'F32', shape, data_offsets: [at, at + bytes.length] };
    at += bytes.length;
    data.push(bytes);
  }
  const text = json(header);
  return Buffer.concat([new Uint8Array(BigUint64Array.of(BigInt(text.length)).buffer), text, ...data]);
}
