import { expect, it } from 'vitest';
import { localPath, localRoot, withLocalFiles } from './local-files.ts';

const base = `${localRoot}${localPath}/`;

function setUp() {
  const asked: string[] = [];
  const files = [{ path: 'onnx/model.onnx', file: new File(['abcdef'], 'model.onnx') }];
  const fetch = withLocalFiles(
    async (input) => {
      asked.push(String(input));
      return new Response('from the network');
    },
    () => files,
  );
  return { fetch, asked };
}

it('answers for a folder’s files with their bytes and their length', async () => {
  const { fetch, asked } = setUp();
  const response = await fetch(`${base}onnx/model.onnx`);
  expect(response.headers.get('content-length')).toBe('6');
  expect(await response.text()).toBe('abcdef');
  expect(asked).toEqual([]);
});

it('asks no network for what the folder lacks', async () => {
  const { fetch, asked } = setUp();
  expect((await fetch(`${base}special_tokens_map.json`)).status).toBe(404);
  expect(asked).toEqual([]);
});

it('leaves every other address alone', async () => {
  const { fetch } = setUp();
  expect(await (await fetch('https://hub.test/config.json')).text()).toBe('from the network');
});

it('names a file that is only a pointer of git-lfs', async () => {
  const pointer = new File(['version https://git-lfs.github.com/spec/v1\nsize 9\n'], 'model.onnx');
  const fetch = withLocalFiles(
    async () => new Response(),
    () => [{ path: 'onnx/model.onnx', file: pointer }],
  );
  await expect((await fetch(`${base}onnx/model.onnx`)).text()).rejects.toMatchObject({
    code: 'lfs-pointer',
    message: 'onnx/model.onnx',
  });
});

it('names a file that can be read no more', async () => {
  const gone = {
    size: 6,
    lastModified: 0,
    stream: () => new ReadableStream({ start: (c) => c.error(new DOMException('gone', 'NotFoundError')) }),
  };
  const fetch = withLocalFiles(
    async () => new Response(),
    () => [{ path: 'config.json', file: gone }],
  );
  await expect((await fetch(`${base}config.json`)).text()).rejects.toMatchObject({
    code: 'folder-not-here',
    message: 'config.json',
  });
});
