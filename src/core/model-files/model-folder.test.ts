import { describe, expect, it } from 'vitest';
import { findModelRoot, openModelFolder, readModelFolder } from './model-folder.ts';

const describing = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];
const config = (format?: unknown) =>
  JSON.stringify({
    model_type: 'xlm-roberta',
    architectures: ['XLMRobertaForSequenceClassification'],
    ...(format !== undefined && { 'transformers.js_config': { use_external_data_format: format } }),
  });

/** Reads a folder `bge` that holds these files, 10 bytes each. */
function read(paths: readonly string[], text = config(), root = 'bge/') {
  const files = paths.map((path) => ({ path: `${root}${path}`, bytes: 10 }));
  return readModelFolder(files, root, text);
}

function usable(paths: readonly string[], text = config()) {
  const reading = read(paths, text);
  if (reading.state === 'refused') throw new Error(JSON.stringify(reading.problem));
  return reading.folder;
}

const problem = (reading: ReturnType<typeof read>) =>
  reading.state === 'refused' ? reading.problem : reading.state;

describe('a model folder', () => {
  it('offers the dtypes whose files it holds, with their sizes', () => {
    const { name, weights, missing } = usable([
      ...describing,
      'onnx/model.onnx',
      'onnx/model_quantized.onnx',
      'onnx/model_q4f16.onnx',
      'README.md',
    ]);
    expect(name).toBe('bge');
    const alone = (path: string) => [{ path, bytes: 10 }];
    expect(weights).toEqual([
      { dtype: 'fp32', bytes: 10, files: alone('onnx/model.onnx') },
      { dtype: 'q8', bytes: 10, files: alone('onnx/model_quantized.onnx') },
      { dtype: 'q4f16', bytes: 10, files: alone('onnx/model_q4f16.onnx') },
    ]);
    expect(missing).toEqual([]);
  });

  it('finds external data in parts, whether or not the config speaks of it', () => {
    const parts = ['onnx/model.onnx', 'onnx/model.onnx_data', 'onnx/model.onnx_data_1'];
    for (const format of [undefined, 2, { 'model.onnx': 2 }, { model: 2 }]) {
      expect(usable([...describing, ...parts], config(format)).weights).toEqual([
        { dtype: 'fp32', bytes: 30, files: parts.map((path) => ({ path, bytes: 10 })) },
      ]);
    }
  });

  it('takes external data as PyTorch names it', () => {
    const { weights } = usable([...describing, 'onnx/model.onnx', 'onnx/model.onnx.data']);
    expect(weights).toMatchObject([
      { dtype: 'fp32', bytes: 20, files: [{ path: 'onnx/model.onnx' }, { path: 'onnx/model.onnx.data' }] },
    ]);
  });

  it('names a part that is missing, and offers the dtypes that are whole', () => {
    const { weights, missing } = usable(
      [...describing, 'onnx/model.onnx', 'onnx/model.onnx_data', 'onnx/model_quantized.onnx'],
      config({ 'model.onnx': 2 }),
    );
    expect(weights.map(({ dtype }) => dtype)).toEqual(['q8']);
    expect(missing).toEqual(['onnx/model.onnx_data_1']);
  });

  it('notices a gap between parts, and data without its graph', () => {
    expect(
      problem(
        read([...describing, 'onnx/model.onnx', 'onnx/model.onnx_data_1', 'onnx/model_fp16.onnx_data']),
      ),
    ).toEqual({
      code: 'missing-files',
      missing: ['onnx/model.onnx_data', 'onnx/model_fp16.onnx'],
      dtypes: [],
    });
  });

  it('names what describes the model and is missing, with the dtypes that are there', () => {
    expect(problem(read(['config.json', 'onnx/model.onnx']))).toEqual({
      code: 'missing-files',
      missing: ['tokenizer.json', 'tokenizer_config.json'],
      dtypes: ['fp32'],
    });
  });

  it('needs no tokenizer_config.json, since it follows from tokenizer.json', () => {
    expect(usable(['config.json', 'tokenizer.json', 'onnx/model.onnx']).weights).toHaveLength(1);
  });

  it('names the weights where there are none at all', () => {
    expect(problem(read(describing))).toEqual({
      code: 'missing-files',
      missing: ['onnx/model.onnx'],
      dtypes: [],
    });
  });

  it('counts an empty file as missing', () => {
    const files = [...describing, 'onnx/model.onnx'].map((path) => ({
      path: `bge/${path}`,
      bytes: path === 'tokenizer.json' ? 0 : 10,
    }));
    expect(problem(readModelFolder(files, 'bge/', config()))).toMatchObject({ missing: ['tokenizer.json'] });
  });

  it('may have its weights beside the config', () => {
    const { files, weights } = usable([...describing, 'model.onnx', 'model.onnx_data']);
    expect(weights).toMatchObject([{ dtype: 'fp32', bytes: 20 }]);
    expect(files.slice(-2)).toEqual([
      { place: 3, path: 'model.onnx', bytes: 10 },
      { place: 4, path: 'model.onnx_data', bytes: 10 },
    ]);
  });

  it('refuses a config that is none', () => {
    for (const text of ['', '[]', 'null', '{'])
      expect(problem(read([...describing, 'onnx/model.onnx'], text))).toEqual({ code: 'bad-config' });
  });

  it.each([
    ['a/b/my model/', 'my model'],
    ['模型/', '模型'],
    ['', 'folder'],
    [`${'x'.repeat(80)}/`, 'x'.repeat(50)],
  ])('is named after the folder: %s', (root, name) => {
    const reading = read([...describing, 'onnx/model.onnx'], config(), root);
    expect(reading.state === 'read' && reading.folder.name).toBe(name);
  });
});

describe('a folder that is opened', () => {
  const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 2000\n';
  const open = (contents: Readonly<Record<string, string | null>>) => {
    const texts = Object.entries({ 'config.json': config(), 'tokenizer.json': '{}', ...contents });
    const text = async (place: number) => {
      const content = texts[place]?.[1] ?? null;
      if (content === null) throw new Error('no longer there');
      return content;
    };
    return openModelFolder(
      texts.map(([path, content]) => ({ path: `bge/${path}`, bytes: content?.length ?? 10 })),
      { text, bytes: async (place) => new TextEncoder().encode(await text(place)) },
    );
  };

  it.each([
    { 'onnx/model.onnx': pointer },
    { 'tokenizer.json': pointer, 'onnx/model.onnx': 'x' },
    { 'model.onnx': 'x', 'model.onnx_data': pointer },
  ])('tells pointers of git-lfs from files: %j', async (contents) => {
    const pointers = Object.entries(contents).flatMap(([path, text]) => (text === pointer ? [path] : []));
    expect(problem(await open(contents))).toEqual({ code: 'lfs-pointer', pointers });
  });

  it('offers the weights that git-lfs has fetched, and names the others', async () => {
    const reading = await open({ 'onnx/model.onnx': pointer, 'onnx/model_quantized.onnx': 'x' });
    expect(reading).toMatchObject({
      folder: { weights: [{ dtype: 'q8' }], missing: ['onnx/model.onnx'] },
    });
  });

  it('is judged by its names where a file cannot be read', async () => {
    expect(await open({ 'onnx/model.onnx': null })).toMatchObject({
      folder: { weights: [{ dtype: 'fp32' }] },
    });
    expect(problem(await open({ 'config.json': null, 'onnx/model.onnx': 'x' }))).toEqual({
      code: 'bad-config',
    });
  });
});

describe('where a model lies among files', () => {
  it('is the shallowest folder with a config', () => {
    expect(findModelRoot(['a/x/config.json', 'a/config.json', 'a/onnx/model.onnx'])).toEqual({
      state: 'found',
      root: 'a/',
      config: 1,
    });
    expect(findModelRoot(['config.json'])).toEqual({ state: 'found', root: '', config: 0 });
  });

  it('is asked for where there are several', () => {
    expect(findModelRoot(['a/one/config.json', 'a/two/config.json'])).toEqual({
      state: 'refused',
      problem: { code: 'several-models', folders: ['a/one', 'a/two'] },
    });
  });

  it('is nowhere without a config, or without files', () => {
    expect(findModelRoot(['a/my-config.json'])).toMatchObject({ problem: { code: 'no-config' } });
    expect(findModelRoot([])).toMatchObject({ problem: { code: 'empty' } });
  });
});
