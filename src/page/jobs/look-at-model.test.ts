import { describe, expect, it } from 'vitest';
import { lookAtModel } from './look-at-model.ts';
import { type FakeHub, fakeHub, json, refusing, rerankerConfig, sized } from './testing/fake-hub.ts';

const host = 'https://hub.test/';
const tree = '/api/models/org/name/tree/main?recursive=true';
const look = ({ fetch }: FakeHub) => lookAtModel(fetch, host, 'org/name', new AbortController().signal);
const listing = json([
  { type: 'file', path: 'config.json', size: 10 },
  { type: 'file', path: 'onnx/model.onnx', size: 100, lfs: { size: 5000 } },
  { type: 'file', path: 'onnx/model_quantized.onnx', size: 100, lfs: { size: 2000 } },
]);
const page = () => new Response('<html>', { headers: { 'content-type': 'text/html' } });

describe('a look at a model', () => {
  it('tells files and sizes from the listing, and asks for nothing but the configuration', async () => {
    const hub = fakeHub({ [tree]: listing, 'config.json': json(rerankerConfig) });
    expect(await look(hub)).toMatchObject({
      state: 'found',
      source: 'listing',
      config: { fitness: { state: 'reranker' }, vocabularySize: 1000 },
      weights: [
        { dtype: 'fp32', bytes: 5000 },
        { dtype: 'q8', bytes: 2000 },
      ],
    });
    expect(hub.requests).toEqual([
      `GET ${host}${tree.slice(1)}`,
      `GET ${host}org/name/resolve/main/config.json`,
    ]);
  });

  describe('of a mirror that holds pointers of git-lfs', () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 9\n`;
    const withPointer = (path: string, more: readonly object[] = []) =>
      fakeHub({
        [tree]: json([{ type: 'file', path, size: pointer.length }, ...more]),
        'config.json': json(rerankerConfig),
        [path]: () => new Response(pointer),
      });
    const whole = { type: 'file', path: 'onnx/model.onnx', size: 5000 };

    it('names them where no weights are left, or no tokenizer', async () => {
      const refused = (path: string) => ({ state: 'refused', code: 'lfs-pointer', detail: path });
      expect(await look(withPointer('onnx/model_fp16.onnx'))).toEqual(refused('onnx/model_fp16.onnx'));
      expect(await look(withPointer('tokenizer.json', [whole]))).toEqual(refused('tokenizer.json'));
    });

    it('leaves them out where other weights are whole', async () => {
      const found = await look(withPointer('onnx/model_fp16.onnx', [whole]));
      expect(found).toMatchObject({ state: 'found', weights: [{ dtype: 'fp32', bytes: 5000 }] });
    });
  });

  it('finds exporters’ files and undeclared external data where a mirror has no listing', async () => {
    const hub = fakeHub({
      'config.json': json(rerankerConfig),
      'resolve/main/model_int8.onnx': sized(10),
      'resolve/main/model_int8.onnx.data': sized(200),
    });
    expect(await look(hub)).toMatchObject({
      source: 'asking',
      weights: [{ dtype: 'q8', file: 'model_int8.onnx', bytes: 210 }],
    });
  });

  it('puts the pages of a long listing together', async () => {
    const next = `${host}api/models/org/name/tree/main?recursive=true&cursor=2`;
    const hub = fakeHub({
      [tree]: () => Response.json([], { headers: { link: `<${next}>; rel="next"` } }),
      'cursor=2': listing,
      'config.json': json(rerankerConfig),
    });
    expect(await look(hub)).toMatchObject({ weights: [{ dtype: 'fp32' }, { dtype: 'q8' }] });
  });

  it.each([
    ['has none', refusing(404)],
    ['answers it with a page', page],
    ['answers it with other JSON', json({ error: 'x' })],
    ['is in trouble with it', refusing(500)],
    ['lets no page read it', null],
  ])('asks for the headers of each file where a mirror %s', async (_, answer) => {
    const config = {
      ...rerankerConfig,
      'transformers.js_config': { use_external_data_format: { 'model.onnx': 2 } },
    };
    const hub = fakeHub({
      [tree]: answer,
      'config.json': json(config),
      'onnx/model.onnx': sized(10),
      'onnx/model.onnx_data': sized(200),
      'onnx/model.onnx_data_1': sized(3000),
      'onnx/model_fp16.onnx': () => new Response(null),
      'onnx/model_q4.onnx': page,
    });
    expect(await look(hub)).toMatchObject({
      source: 'asking',
      weights: [
        { dtype: 'fp32', bytes: 3210 },
        { dtype: 'fp16', bytes: null },
      ],
    });
    const weights = hub.requests.filter((request) => request.includes('/onnx/'));
    expect(weights).toHaveLength(7);
    expect(weights.every((request) => request.startsWith('HEAD '))).toBe(true);
  });

  it.each([
    ['model-not-found', { [tree]: refusing(401, 'RepoNotFound'), 'config.json': refusing(401) }],
    ['model-not-found', { [tree]: refusing(404), 'config.json': refusing(401, 'RepoNotFound') }],
    ['model-not-found', { [tree]: listing }],
    // The listing of a repository is public though its files are not.
    ['model-gated', { [tree]: listing, 'config.json': refusing(401, 'GatedRepo') }],
    ['model-gated', { [tree]: listing, 'config.json': refusing(403) }],
    ['hub-unreachable', { [tree]: null, 'config.json': null }],
    ['hub-error', { [tree]: refusing(503), 'config.json': refusing(503) }],
    ['file-not-a-model', { [tree]: page, 'config.json': page }],
    ['file-not-a-model', { [tree]: listing, 'config.json': () => new Response('{"model_type"') }],
    ['file-not-a-model', { [tree]: listing, 'config.json': json([1]) }],
    ['model-gated', { 'config.json': json(rerankerConfig), 'model.onnx': refusing(401) }],
  ])('is refused as %s', async (code, answers) => {
    expect(await look(fakeHub(answers))).toMatchObject({ state: 'refused', code });
  });

  it('finds a model without weights, to say so', async () => {
    const hub = fakeHub({ [tree]: json([]), 'config.json': json(rerankerConfig) });
    expect(await look(hub)).toMatchObject({ state: 'found', weights: [] });
  });
});
