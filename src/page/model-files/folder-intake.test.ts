import { describe, expect, it } from 'vitest';
import { createAppStore } from '../store/app-state.ts';
import { FolderIntake, noteMissingFolder } from './folder-intake.ts';

const config = JSON.stringify({
  model_type: 'xlm-roberta',
  architectures: ['XLMRobertaForSequenceClassification'],
  num_hidden_layers: 2,
});

/** A file of a chosen folder, as the folder picker gives it. */
function picked(path: string, text = 'x'): File {
  const file = new File([text], path.split('/').at(-1) ?? '');
  Object.defineProperty(file, 'webkitRelativePath', { value: path });
  return file;
}

const describing = [
  picked('my model/config.json', config),
  picked('my model/tokenizer.json'),
  picked('my model/tokenizer_config.json'),
];

function setUp() {
  const store = createAppStore();
  return { store, intake: new FolderIntake(store) };
}

describe('a folder that is opened', () => {
  it('becomes the model, with the dtypes it holds and its files unread', async () => {
    const { store, intake } = setUp();
    const weights = picked('my model/onnx/model.onnx', 'weights');
    await intake.open([...describing, weights]);
    const { settings, localFolders, modelFacts, folderReport } = store.getState();
    expect(settings.model).toBe('local:my model');
    expect(localFolders.get('my model')?.at(-1)).toEqual({ path: 'onnx/model.onnx', file: weights });
    expect(modelFacts.get('local:my model')).toMatchObject({
      state: 'found',
      source: 'folder',
      config: { layers: 2, fitness: { state: 'reranker' } },
      weights: [{ dtype: 'fp32', bytes: 7, files: [{ path: 'onnx/model.onnx', bytes: 7 }] }],
    });
    expect(folderReport).toBeNull();
  });

  it.each([
    [{ id2label: { 0: 'a', 1: 'b', 2: 'c' } }, 3],
    [{ architectures: ['XLMRobertaModel'] }, null],
  ])('is said to be no reranker where its configuration is of none: %j', async (head, labels) => {
    const { store, intake } = setUp();
    const other = picked('my model/config.json', JSON.stringify({ ...JSON.parse(config), ...head }));
    await intake.open([other, ...describing.slice(1), picked('my model/onnx/model.onnx')]);
    const facts = store.getState().modelFacts.get('local:my model');
    expect(facts).toMatchObject({ config: { fitness: { state: 'other-head', labels } } });
  });

  it('keeps the dtypes that were chosen, as far as it has them', async () => {
    const { store, intake } = setUp();
    store.getState().changeSettings({ dtype: ['fp16', 'q8'] });
    await intake.open([...describing, picked('my model/onnx/model_quantized.onnx')]);
    expect(store.getState().settings.dtype).toEqual(['q8']);
    store.getState().changeSettings({ dtype: ['fp16'] });
    await intake.open([...describing, picked('my model/onnx/model_quantized.onnx')]);
    expect(store.getState().settings.dtype).toEqual(['auto']);
  });

  it('and lacks a file says which, and leaves the choice as it is', async () => {
    const { store, intake } = setUp();
    const before = store.getState().settings;
    await intake.open([describing[0] as File, picked('my model/onnx/model.onnx')]);
    expect(store.getState().folderReport).toEqual({
      severity: 'error',
      message: {
        key: 'localFolder.problem.missing-beside-weights',
        values: { missing: 'tokenizer.json, tokenizer_config.json', dtypes: 'fp32' },
      },
    });
    expect(store.getState().settings).toBe(before);
  });

  it('and lacks a part of one dtype is taken without that, and says which part', async () => {
    const { store, intake } = setUp();
    await intake.open([
      ...describing,
      picked('my model/onnx/model_q4.onnx'),
      picked('my model/onnx/model.onnx_data'),
    ]);
    expect(store.getState().settings.model).toBe('local:my model');
    expect(store.getState().folderReport).toMatchObject({
      severity: 'warning',
      message: { values: { missing: 'onnx/model.onnx', dtypes: 'q4' } },
    });
  });

  it('is read whether it was picked, dropped or given by a program', async () => {
    const { intake } = setUp();
    const named = (path: string, text = 'x') => new File([text], path);
    const dropped = (path: string, text = 'x') => Object.assign(new File([text], 'n'), { path: `./${path}` });
    for (const give of [named, dropped]) {
      const outcome = await intake.take([
        give('bge/config.json', config),
        give('bge/tokenizer.json'),
        give('bge/tokenizer_config.json'),
        give('bge/onnx/model.onnx'),
      ]);
      expect(outcome).toMatchObject({ state: 'taken', id: 'local:bge' });
    }
  });
});

describe('a folder that a link names', () => {
  it('is asked for until it is given', async () => {
    const { store, intake } = setUp();
    store.getState().changeSettings({ model: 'local:my model' });
    noteMissingFolder(store);
    expect(store.getState().notices.map(({ message }) => message)).toEqual([
      { key: 'localFolder.notHere', values: { name: 'my model' } },
    ]);
    await intake.open([...describing, picked('my model/onnx/model.onnx')]);
    expect(store.getState().notices).toEqual([]);
  });

  it('is no matter for other models', () => {
    const { store } = setUp();
    noteMissingFolder(store);
    expect(store.getState().notices).toEqual([]);
  });
});
