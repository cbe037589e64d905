import { describe, expect, it } from 'vitest';
import { isKeptLater, pathWithin, runtimeFile, withHeaders } from './own-files.ts';

const runtimes = [
  'assets/ort-wasm-simd-threaded.asyncify-s1fJ9OB0.gz',
  'assets/ort-wasm-simd-threaded.jspi-CP6SXO_B.wasm',
  'assets/ort-wasm-simd-threaded-4byDm7i3.wasm',
];

describe('the files of the page', () => {
  it('are kept with the first visit, unless they are large or rarely needed', () => {
    for (const path of [
      'index.html',
      'assets/index-D9J-_lvL.js',
      'assets/ort-wasm-simd-threaded.jspi-BoEwGRw5.mjs',
      'assets/inter-latin-wght-normal-Dx4kXJAl.woff2',
      'models/builtin/coverage/onnx/model.onnx',
    ]) {
      expect(isKeptLater(path), path).toBe(false);
    }
    for (const path of [
      ...runtimes,
      'assets/noto-sans-sc-98-wght-normal-BR-H2C0V.woff2',
      'assets/inter-latin-ext-wght-normal-DO1Apj_S.woff2',
    ]) {
      expect(isKeptLater(path), path).toBe(true);
    }
  });

  it('include one build of the runtime that this browser can run', () => {
    expect(runtimeFile(runtimes, true)).toBe(runtimes[1]);
    expect(runtimeFile(runtimes, false)).toBe(runtimes[2]);
  });
});

describe('an address', () => {
  const scope = 'https://host.test/a%20b/bench/';

  it.each([
    [scope, 'index.html'],
    [`${scope}?model=builtin:coverage#r=1`, 'index.html'],
    [`${scope}assets/index-D9J-_lvL.js`, 'assets/index-D9J-_lvL.js'],
    ['https://host.test/a%20b/', null],
    ['https://host.test/', null],
    ['https://other.test/a%20b/bench/', null],
  ])('%s is the file %s of the page', (address, path) => {
    expect(pathWithin(scope, address)).toBe(path);
  });
});

it('adds the headers that a host does not send, and changes none that it does', async () => {
  const response = new Response('text', { status: 201, headers: { 'X-Sent': 'by the host', ETag: '"1"' } });
  const answer = withHeaders(response, { 'X-Sent': 'by us', 'X-Added': 'by us' });
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'x-sent': 'by the host',
    'x-added': 'by us',
    etag: '"1"',
  });
  expect([answer.status, await answer.text()]).toEqual([201, 'text']);
});
