import { expect, it } from 'vitest';
import { groupCachedFiles } from './cached-models.ts';

const file = (address: string, bytes = 1) => ({ address, bytes });

it('puts the files of one model of one hub together, whatever their revision, largest model first', () => {
  const models = groupCachedFiles([
    file('https://huggingface.co/a/small/resolve/main/config.json', 1),
    file('https://huggingface.co/b/large/resolve/main/onnx/model.onnx', 50),
    file('https://huggingface.co/b/large/resolve/refs%2Fpr%2F1/config.json', 2),
    file('https://mirror.test:8443/hub/b/large/resolve/main/config.json', 3),
  ]);
  expect(models.map(({ id, name, host, bytes, files }) => [id, name, host, bytes, files.length])).toEqual([
    ['https://huggingface.co/b/large/resolve/', 'b/large', 'huggingface.co', 52, 2],
    ['https://mirror.test:8443/hub/b/large/resolve/', 'b/large', 'mirror.test:8443', 3, 1],
    ['https://huggingface.co/a/small/resolve/', 'a/small', 'huggingface.co', 1, 1],
  ]);
});

it('names files that lie elsewhere by their folder, and leaves out what is no address', () => {
  const models = groupCachedFiles([file('https://cdn.test/ort/ort.wasm'), file('chrome-extension://x/y')]);
  expect(models).toMatchObject([{ id: 'https://cdn.test/ort/', name: 'ort', host: 'cdn.test' }]);
});
