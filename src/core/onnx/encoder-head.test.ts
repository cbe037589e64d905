import { InferenceSession, Tensor } from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { type Activation, appendHead, type EncoderHead, type HeadLayer, headOutput } from './encoder-head.ts';
import { toFloat16 } from './float16.ts';
import { GraphBuilder } from './graph-builder.ts';
import { type GraphFacts, graphFacts } from './graph-facts.ts';
import { elementCount, float16Tensor, float32Tensor, type InlineTensor, type Shape } from './tensor.ts';
import { externalFloat32Format, float32Format, type WeightFormat } from './weight-format.ts';
import { paddingId, xlmRobertaModel } from './xlm-roberta/xlm-roberta-model.ts';

const width = 16;

/** Values spread like noise, the same in every run. */
function noise(name: string, size: Shape, scale = 0.5): Float32Array {
  const start = [...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 10_007;
  return Float32Array.from(
    { length: elementCount(size) },
    (_, place) => scale * Math.sin((start + place) ** 1.5),
  );
}

const encoder = (format: WeightFormat): Uint8Array =>
  xlmRobertaModel({
    shape: {
      vocab_size: 50,
      hidden_size: width,
      num_hidden_layers: 2,
      num_attention_heads: 4,
      intermediate_size: 32,
      max_position_embeddings: 40,
    },
    head: { kind: 'none' },
    format,
    weights: noise,
  });

const dense = (name: string, outputs: number, activation: Activation, more: object = {}): HeadLayer => ({
  kind: 'dense',
  inputs: width,
  outputs,
  weight: noise(name, [outputs, width]),
  bias: null,
  activation,
  isResidual: false,
  ...more,
});
const norm: HeadLayer = {
  kind: 'norm',
  scale: noise('scale', [width]).map((value) => 1 + value),
  bias: noise('shift', [width]),
  epsilon: 1e-5,
};
const last = dense('last', 1, 'identity', { bias: new Float32Array([0.25]) });
/** As the ettin rerankers have it. */
const ettin: EncoderHead = { pooling: 'cls', layers: [dense('first', width, 'gelu'), norm, last] };

const erf = (x: number): number => {
  // The series of the error function; it converges everywhere, and soon for small arguments.
  let [sum, term] = [x, x];
  for (let n = 1; n < 200; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
};
const activate: Readonly<Record<Activation, (x: number) => number>> = {
  identity: (x) => x,
  gelu: (x) => (x * (1 + erf(x / Math.SQRT2))) / 2,
  relu: (x) => Math.max(0, x),
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  silu: (x) => x / (1 + Math.exp(-x)),
};

/** The head in plain code, from the vectors of one row's tokens. */
function plainHead({ pooling, layers }: EncoderHead, tokens: readonly (readonly number[])[]): number[] {
  let x =
    pooling === 'cls'
      ? [...(tokens[0] ?? [])]
      : Array.from(
          { length: width },
          (_, i) => tokens.reduce((sum, one) => sum + (one[i] ?? 0), 0) / tokens.length,
        );
  for (const layer of layers) {
    if (layer.kind === 'norm') {
      const mean = x.reduce((sum, one) => sum + one, 0) / x.length;
      const variance = x.reduce((sum, one) => sum + (one - mean) ** 2, 0) / x.length;
      x = x.map(
        (one, i) =>
          ((one - mean) / Math.sqrt(variance + layer.epsilon)) * (layer.scale[i] ?? 0) + (layer.bias[i] ?? 0),
      );
      continue;
    }
    const { inputs, outputs, weight, bias, activation, isResidual } = layer;
    x = Array.from({ length: outputs }, (_, row) => {
      let sum = bias?.[row] ?? 0;
      for (let i = 0; i < inputs; i++) sum += (weight[row * inputs + i] ?? 0) * (x[i] ?? 0);
      return activate[activation](sum) + (isResidual ? (x[row] ?? 0) : 0);
    });
  }
  return x;
}

const rows = [
  [0, 5, 6, 2, 2, 7, 8, 9, 2],
  [0, 5, 6, 2, 2, 30, 2],
  [0, 9, 8, 7, 2, 2, 6, 5, 12, 13, 14, 2],
];
const length = Math.max(...rows.map((row) => row.length));
const matrix = (of: (row: readonly number[]) => readonly number[], filler: number) =>
  new Tensor(
    'int64',
    BigInt64Array.from(
      rows.flatMap((row) => [...of(row), ...new Array<number>(length - row.length).fill(filler)]),
      BigInt,
    ),
    [rows.length, length],
  );
const inputs = {
  input_ids: matrix((row) => row, paddingId),
  attention_mask: matrix((row) => row.map(() => 1), 0),
};

async function run(model: Uint8Array, options: InferenceSession.SessionOptions = {}) {
  const session = await InferenceSession.create(model, options);
  const fed = Object.fromEntries(
    session.inputNames.map((name) => [name, inputs[name as keyof typeof inputs]]),
  );
  const answer = await session.run(fed);
  const { outputNames } = session;
  await session.release();
  return { outputNames, answer };
}

/** The most that the appended head's scores differ from the head in plain code. */
async function largestError(
  model: Uint8Array,
  head: EncoderHead,
  options: InferenceSession.SessionOptions = {},
) {
  const bare = (await run(model, options)).answer.last_hidden_state;
  const hidden = bare?.data as ArrayLike<number>;
  const whole = appendHead(model, graphFacts(model) as GraphFacts, head);
  const { outputNames, answer } = await run(whole, options);
  expect(outputNames).toEqual([headOutput]);
  const scores = answer[headOutput];
  const outputs = (scores?.data.length ?? 0) / rows.length;
  expect(scores?.dims).toEqual([rows.length, outputs]);
  const expected = rows.flatMap((row, place) =>
    plainHead(
      head,
      row.map((_, token) =>
        Array.from({ length: width }, (_, i) => Number(hidden[(place * length + token) * width + i])),
      ),
    ),
  );
  expect(expected).toHaveLength(rows.length * outputs);
  expect(new Set(expected.map((score) => score.toFixed(3))).size).toBeGreaterThan(1);
  return Math.max(...expected.map((score, place) => Math.abs(score - Number(scores?.data[place]))));
}

describe('a head that is appended to an encoder', () => {
  it('scores as in plain code, and the vectors are not answered any more', async () => {
    expect(await largestError(encoder(float32Format), ettin)).toBeLessThan(1e-5);
  });

  it('does so with the encoder’s weights in a file of their own', async () => {
    const format = externalFloat32Format('model.onnx_data');
    const model = encoder(format);
    const externalData = [{ path: 'model.onnx_data', data: format.data() }];
    expect(await largestError(model, ettin, { externalData })).toBeLessThan(1e-5);
  });

  it('takes the mean of the tokens that are no padding', async () => {
    expect(await largestError(encoder(float32Format), { ...ettin, pooling: 'mean' })).toBeLessThan(1e-5);
  });

  it.each(['relu', 'tanh', 'sigmoid', 'silu'] as const)(
    'has PyTorch’s %s, biases and residuals',
    async (activation) => {
      const bias = noise('bias', [width]);
      const layers = [
        dense('a', width, activation, { bias, isResidual: true }),
        norm,
        dense('b', 2, 'identity'),
      ];
      expect(await largestError(encoder(float32Format), { pooling: 'cls', layers })).toBeLessThan(1e-5);
    },
  );

  const mean: EncoderHead = { ...ettin, pooling: 'mean' };
  /** An encoder that looks up each token's vector and does no more. */
  const table = (opset: number, stored: InlineTensor): Uint8Array => {
    const graph = new GraphBuilder({ name: 'table', producer: 'test', opset });
    const ids = graph.input('input_ids', 'int64', ['batch', 'sequence']);
    const vectors = graph.node('last_hidden_state', 'Gather', [graph.initializer('table', stored), ids], {
      axis: 0,
    });
    graph.output(vectors, stored.type, ['batch', 'sequence', width]);
    return graph.toBytes();
  };
  const values = noise('table', [50, width], 1);
  /** Without a mask, padding is text. */
  const padded = rows.map((row) => [...row, ...new Array<number>(length - row.length).fill(paddingId)]);

  it.each([
    ['without LayerNormalization', 13, float32Tensor([50, width], values), 1e-5],
    ['as old as Erf', 9, float32Tensor([50, width], values), 1e-5],
    ['whose vectors are in half precision', 17, float16Tensor([50, width], toFloat16(values)), 5e-3],
  ] as const)('runs in a graph %s', async (_, opset, stored, tolerance) => {
    const model = table(opset, stored);
    const { answer } = await run(appendHead(model, graphFacts(model) as GraphFacts, mean));
    for (const [place, row] of padded.entries()) {
      const vectors = row.map((id) => Array.from(values.subarray(id * width, (id + 1) * width)));
      const [score = Number.NaN] = plainHead(mean, vectors);
      expect(Math.abs(Number(answer[headOutput]?.data[place]) - score)).toBeLessThan(tolerance);
    }
  });

  it('is refused where the graph has other vectors', () => {
    const model = encoder(float32Format);
    const graph = graphFacts(model) as GraphFacts;
    const wider: EncoderHead = { pooling: 'cls', layers: [{ ...last, inputs: 32 } as HeadLayer] };
    expect(() => appendHead(model, graph, wider)).toThrow(
      'The graph’s vectors are 16 wide, and the head takes 32.',
    );
    expect(() => appendHead(model, { ...graph, outputs: [] }, ettin)).toThrow(RangeError);
  });
});
