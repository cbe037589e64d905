import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { onnx } from '../../core/onnx/graph-builder.ts';
import { bytesPerElement } from '../../core/onnx/tensor.ts';
import { twinModel } from '../../core/onnx/twin/twin-model.ts';
import { twinLargestTensorBytes, twinParameters, twinWeightBytes } from '../../core/rerank/twin-size.ts';
import { type Twin, twinDtypes, twins } from '../../core/rerank/twins.ts';
import type { Fetch } from './resuming-body.ts';
import { TwinFiles, twinPath, twinRoot, withTwinFiles } from './twin-files.ts';

const miniLm = 'ms-marco-MiniLM-L-6-v2';
const base = `${twinRoot}${twinPath}/`;
const tokenizerBase = '/bench/models/builtin/coverage/';
const builtIn = join(import.meta.dirname, '..', '..', '..', 'public', 'models', 'builtin', 'coverage');

function setUp(twin: TwinFiles | null) {
  const asked: string[] = [];
  const network: Fetch = async (input) => {
    const address = String(input);
    asked.push(address);
    if (!address.startsWith(tokenizerBase)) return new Response('from the network');
    return new Response(await readFile(join(builtIn, address.slice(tokenizerBase.length))));
  };
  return { fetch: withTwinFiles(network, () => twin), asked };
}

const codes = { 1: 'float32', 2: 'uint8', 3: 'int8', 10: 'float16' } as const;

/** Names of what the graph computes with besides its weights: axes, shapes, factors. */
const constants =
  /^(mask|positions|window|rotary|head\.mean)\.|\.(axes|apart|together|divisor|one|half|index|parts|part-axis|axis|start|middle|end|scale|merged|halves)$/;

/** Weights that a twin's model file refers to or holds: how many bytes they stand for. */
function weightBytesOf(
  { architecture, shape }: Twin,
  dtype: (typeof twinDtypes)[number],
  layers: number,
): number {
  const { header } = twinModel({ architecture, shape: { ...shape, num_hidden_layers: layers }, dtype });
  let sum = 0;
  for (const { name, dims, dataType } of onnx.ModelProto.decode(header).graph?.initializer ?? []) {
    if (constants.test(name ?? '')) continue;
    const type = codes[dataType as keyof typeof codes];
    sum += (dims ?? []).map(Number).reduce((product, size) => product * size, 1) * bytesPerElement(type);
  }
  return sum;
}

describe('a twin’s size', () => {
  it.each(twins.flatMap((twin) => twinDtypes.map((dtype) => ({ name: twin.name, twin, dtype }))))(
    'of $name in $dtype is what its model file refers to, at any depth',
    ({ twin, dtype }) => {
      for (const layers of [1, 2, twin.shape.num_hidden_layers]) {
        expect(twinWeightBytes(twin, dtype, layers)).toBe(weightBytesOf(twin, dtype, layers));
      }
      const { architecture, shape } = twin;
      const { blocks } = twinModel({ architecture, shape, dtype });
      expect(Math.max(...blocks.map(({ bytes }) => bytes))).toBe(twinLargestTensorBytes(twin, dtype));
    },
  );
});

describe('a twin’s files', () => {
  it('are its configuration, the page’s own tokenizer with its ids spread, and a model file, each with its length', async () => {
    const twin = new TwinFiles(miniLm, 2, tokenizerBase);
    const [block] = twin.externalData('fp32');
    const { fetch, asked } = setUp(twin);
    const read = async (path: string) => {
      const response = await fetch(base + path);
      const bytes = await response.arrayBuffer();
      expect(response.headers.get('content-length')).toBe(String(bytes.byteLength));
      return bytes;
    };
    const json = async (path: string) => JSON.parse(new TextDecoder().decode(await read(path)));
    expect(await json('config.json')).toMatchObject({
      model_type: 'bert',
      architectures: ['BertForSequenceClassification'],
      num_hidden_layers: 2,
      hidden_size: 384,
      id2label: { 0: 'LABEL_0' },
    });
    expect((await json('tokenizer.json')).model.vocab['[SEP]']).toBe(102);
    expect((await json('tokenizer_config.json')).model_max_length).toBe(512);
    const model = onnx.ModelProto.decode(new Uint8Array(await read('onnx/model.onnx')));
    expect(model.graph?.input?.map(({ name }) => name)).toEqual([
      'input_ids',
      'attention_mask',
      'token_type_ids',
    ]);
    expect(block).toMatchObject({ path: 'weights.float32' });
    expect(block?.data.length).toBe(30_522 * 384 * 4);
    expect(asked).toEqual([`${tokenizerBase}tokenizer.json`, `${tokenizerBase}tokenizer_config.json`]);
  });

  it('leave no weights behind once the session stands', () => {
    const twin = new TwinFiles(miniLm, 1, tokenizerBase);
    const blocks = twin.externalData('q8');
    expect(blocks.map(({ data }) => data.byteLength > 0)).toEqual([true, true]);
    twin.dropWeights();
    expect(blocks.map(({ data }) => data.byteLength)).toEqual([0, 0]);
  });

  it('bear the dtype in the model file’s name, as on the hub', async () => {
    const twin = new TwinFiles(miniLm, 1, tokenizerBase);
    twin.externalData('q8');
    const { fetch } = setUp(twin);
    expect((await fetch(`${base}onnx/model_quantized.onnx`)).status).toBe(200);
    expect((await fetch(`${base}onnx/model.onnx`)).status).toBe(404);
  });

  it('are never asked of the network', async () => {
    const { fetch, asked } = setUp(new TwinFiles(miniLm, null, tokenizerBase));
    expect((await fetch(`${base}special_tokens_map.json`)).status).toBe(404);
    expect((await fetch(`${base}onnx/model.onnx`)).status).toBe(404);
    expect((await setUp(null).fetch(`${base}config.json`)).status).toBe(404);
    expect(asked).toEqual([]);
  });

  it('leave every other address alone', async () => {
    const { fetch } = setUp(new TwinFiles(miniLm, null, tokenizerBase));
    expect(await (await fetch('https://hub.test/config.json')).text()).toBe('from the network');
  });

  it('are of the depth asked for, and of no dtype or model that there is no twin of', () => {
    expect(new TwinFiles(miniLm, null, tokenizerBase).layers).toBe(6);
    expect(new TwinFiles(miniLm, 4, tokenizerBase).layers).toBe(4);
    expect(() => new TwinFiles('no-such-model', null, tokenizerBase)).toThrow(
      expect.objectContaining({ code: 'model-not-found', message: 'twin:no-such-model' }),
    );
    expect(() => new TwinFiles(miniLm, 1, tokenizerBase).externalData('q4f16')).toThrow(
      expect.objectContaining({ code: 'model-not-found' }),
    );
  });

  it('count the weights that the twin stands for, not the blocks', () => {
    const twin = new TwinFiles('bge-reranker-v2-m3', 24, tokenizerBase);
    expect(twin.weightBytes('fp16')).toBe(2 * twinParameters(twins[0] as Twin));
  });
});
