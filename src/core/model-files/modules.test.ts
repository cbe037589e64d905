import { describe, expect, it } from 'vitest';
import { mayHaveHeadBeside, readModelConfig } from './model-config.ts';
import { completedByModules, readHead, readHeadPlan } from './modules.ts';
import { readTensor } from './safetensors.ts';

const st = 'sentence_transformers';
/** The files of an ettin reranker, 3 wide. */
const ettin: Readonly<Record<string, unknown>> = {
  'modules.json': [
    { idx: 0, name: '0', path: '', type: `${st}.base.modules.transformer.Transformer` },
    { idx: 1, name: '1', path: '1_Pooling', type: `${st}.sentence_transformer.modules.pooling.Pooling` },
    { idx: 2, name: '2', path: '2_Dense', type: `${st}.base.modules.dense.Dense` },
    {
      idx: 3,
      name: '3',
      path: '3_LayerNorm',
      type: `${st}.sentence_transformer.modules.layer_norm.LayerNorm`,
    },
    { idx: 4, name: '4', path: '4_Dense', type: `${st}.base.modules.dense.Dense` },
  ],
  '1_Pooling/config.json': { embedding_dimension: 3, pooling_mode: 'cls', include_prompt: true },
  '2_Dense/config.json': {
    ...{ in_features: 3, out_features: 3, bias: false },
    activation_function: 'torch.nn.modules.activation.GELU',
    ...{ module_input_name: 'sentence_embedding', module_output_name: 'sentence_embedding' },
  },
  '3_LayerNorm/config.json': { dimension: 3 },
  '4_Dense/config.json': {
    ...{ in_features: 3, out_features: 1, bias: true },
    activation_function: 'torch.nn.modules.linear.Identity',
    ...{ module_input_name: 'sentence_embedding', module_output_name: 'scores' },
  },
};
const dense = (path: string, activation: string) => ({
  ...{ kind: 'dense', path, inputs: 3, outputs: 3, hasBias: false, activation, isResidual: false },
});
const plan = (change: Readonly<Record<string, unknown>> = {}) =>
  readHeadPlan(async (path) => ({ ...ettin, ...change })[path]);
const listed = (...modules: readonly (readonly [path: string, type: string])[]) => ({
  'modules.json': modules.map(([path, type]) => ({ path, type: `${st}.models.${type}` })),
});

describe('the head beside an encoder', () => {
  it('is read from the modules of an ettin reranker', async () => {
    expect(await plan()).toEqual({
      pooling: 'cls',
      layers: [
        dense('2_Dense', 'gelu'),
        { kind: 'norm', path: '3_LayerNorm', width: 3 },
        { ...dense('4_Dense', 'identity'), outputs: 1, hasBias: true },
      ],
    });
  });

  it('may be an older one, with a flag for each pooling and a sigmoid that scores do not need', async () => {
    const older = await plan({
      ...listed(
        ['', 'Transformer'],
        ['1_Pooling', 'Pooling'],
        ['2_Dropout', 'Dropout'],
        ['4_Dense', 'Dense'],
      ),
      '1_Pooling/config.json': {
        ...{ word_embedding_dimension: 3, pooling_mode_cls_token: false, pooling_mode_mean_tokens: true },
      },
      '4_Dense/config.json': {
        ...{ in_features: 3, out_features: 1, activation_function: 'torch.nn.modules.activation.Sigmoid' },
      },
    });
    expect(older).toMatchObject({ pooling: 'mean', layers: [{ path: '4_Dense', activation: 'identity' }] });
  });

  it.each([
    ['is not listed', { 'modules.json': undefined }],
    ['ends in vectors', { '4_Dense/config.json': { in_features: 3, out_features: 512 } }],
    ['has no layers', listed(['', 'Transformer'], ['1_Pooling', 'Pooling'])],
    ['ends in a norm', listed(['', 'Transformer'], ['1_Pooling', 'Pooling'], ['3_LayerNorm', 'LayerNorm'])],
    [
      'has an encoder elsewhere',
      listed(['0_Transformer', 'Transformer'], ['1_Pooling', 'Pooling'], ['4_Dense', 'Dense']),
    ],
    [
      'has a module that is not computed here',
      listed(['', 'Transformer'], ['1_Pooling', 'Pooling'], ['2', 'Normalize'], ['4_Dense', 'Dense']),
    ],
    ['pools otherwise', { '1_Pooling/config.json': { pooling_mode: 'max' } }],
    ['pools twice', { '1_Pooling/config.json': { pooling_mode: ['cls', 'mean'] } }],
    [
      'has another activation',
      { '2_Dense/config.json': { in_features: 3, out_features: 3, activation_function: 'torch.nn.Mish' } },
    ],
    ['has widths that do not fit', { '3_LayerNorm/config.json': { dimension: 4 } }],
    ['is nonsense', { 'modules.json': [3], '1_Pooling/config.json': 'x' }],
  ])('is none where it %s', async (_, change) => {
    expect(await plan(change)).toBeNull();
  });

  it('makes an encoder a reranker, and is looked for beside an encoder alone', async () => {
    const facts = (config: object) => readModelConfig({ model_type: 'modernbert', ...config });
    const encoder = facts({ architectures: ['ModernBertModel'] });
    expect(encoder && mayHaveHeadBeside(encoder)).toBe(true);
    const files = async (path: string) => ettin[path];
    expect((encoder && (await completedByModules(encoder, files)))?.fitness).toEqual({ state: 'reranker' });
    expect(encoder && (await completedByModules(encoder, async () => undefined))).toBe(encoder);
    for (const other of [
      { architectures: ['ModernBertForSequenceClassification'] },
      { architectures: ['Qwen3ForCausalLM'], model_type: 'qwen3' },
      { architectures: ['NewModel'], model_type: 'new' },
      { architectures: ['BertForSequenceClassification'], id2label: { 0: 'a', 1: 'b', 2: 'c' } },
    ]) {
      const read = facts(other);
      expect(read && mayHaveHeadBeside(read), JSON.stringify(other)).toBe(false);
    }
  });
});

/** A `.safetensors` file with one tensor of each type, all of [2]. */
function safetensors(
  tensors: Readonly<Record<string, readonly [dtype: string, bytes: Uint8Array, shape?: readonly number[]]>>,
) {
  let at = 0;
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  const data: number[] = [];
  for (const [name, [dtype, bytes, shape = [2]]] of Object.entries(tensors)) {
    header[name] = { dtype, shape, data_offsets: [at, at + bytes.length] };
    at += bytes.length;
    data.push(...bytes);
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const length = new Uint8Array(BigUint64Array.of(BigInt(text.length)).buffer);
  return Uint8Array.from([...length, ...text, ...data]);
}
const bytesOf = (values: ArrayBufferView) => new Uint8Array(values.buffer as ArrayBuffer);
const floats = (...values: readonly number[]) => bytesOf(Float32Array.from(values));

describe('a tensor of a .safetensors file', () => {
  const file = safetensors({
    single: ['F32', floats(1.5, -2)],
    half: ['F16', bytesOf(Uint16Array.of(0x3e00, 0xc000))],
    brain: ['BF16', bytesOf(Uint16Array.of(0x3fc0, 0xc000))],
    double: ['F64', bytesOf(Float64Array.of(1.5, -2))],
    whole: ['I64', bytesOf(BigInt64Array.of(1n, 2n))],
    short: ['F32', floats(1)],
  });

  it.each(['single', 'half', 'brain', 'double'])('is read in %s precision', (name) => {
    expect(readTensor(file, name)).toEqual({ shape: [2], values: Float32Array.of(1.5, -2) });
  });

  it('is none where the file lacks it, or is cut off, or is none', () => {
    for (const name of ['whole', 'short', 'absent', 'toString', '__metadata__']) {
      expect(readTensor(file, name)).toBeNull();
    }
    for (let length = 0; length < file.length; length += 7) readTensor(file.subarray(0, length), 'single');
    expect(readTensor(new Uint8Array(100).fill(255), 'single')).toBeNull();
  });

  it('makes a head’s layers, or is named where it does not fit', async () => {
    const files: Record<string, Uint8Array> = {
      '2_Dense/model.safetensors': safetensors({
        'linear.weight': ['F32', floats(...new Array<number>(9).fill(2)), [3, 3]],
      }),
      '3_LayerNorm/model.safetensors': safetensors({
        'norm.weight': ['F32', floats(1, 2, 3), [3]],
        'norm.bias': ['F32', floats(4, 5, 6), [3]],
      }),
      '4_Dense/model.safetensors': safetensors({
        'linear.weight': ['F32', floats(1, 2, 3), [1, 3]],
        'linear.bias': ['F32', floats(7), [1]],
      }),
    };
    const known = await plan();
    const read = (change: object = {}) =>
      known && readHead(known, async (path) => ({ ...files, ...change })[path] ?? new Uint8Array());
    expect((await read())?.layers).toMatchObject([
      { kind: 'dense', weight: new Float32Array(9).fill(2), bias: null },
      { kind: 'norm', scale: Float32Array.of(1, 2, 3), bias: Float32Array.of(4, 5, 6), epsilon: 1e-5 },
      { kind: 'dense', weight: Float32Array.of(1, 2, 3), bias: Float32Array.of(7) },
    ]);
    const wrong = safetensors({ 'linear.weight': ['F32', floats(1, 2, 3), [3]] });
    await expect(read({ '4_Dense/model.safetensors': wrong })).rejects.toMatchObject({
      code: 'file-not-a-model',
      message: '4_Dense/model.safetensors',
      detail: 'no tensor linear.weight of shape [1, 3]',
    });
  });
});
