import { describe, expect, it } from 'vitest';
import { asFailure, classifyFailure, Failure, failureData, failureFrom } from './failure.ts';

describe('classifying what failed', () => {
  it.each([
    ['std::bad_alloc', 'cpu-memory'],
    ['RangeError: Array buffer allocation failed', 'cpu-memory'],
    ['failed to allocate a buffer of size 123', 'cpu-memory'],
    ['RuntimeError: Aborted(OOM)', 'cpu-memory'],
    ['Buffer size (1) exceeds the max buffer size limit (2)', 'gpu-memory'],
    ['Too many storage buffers in shader. Current: 10, Max is 9', 'gpu-memory'],
    ['[Buffer] is invalid due to a previous error.', 'gpu-memory'],
    ['The Device was lost before mapping was resolved', 'device-lost'],
    ['WebGPU is not supported in current environment', 'no-gpu'],
    ['Error: no available backend found. ERR: [webgpu] x', 'no-gpu'],
    ['The device (webgpu) does not support fp16.', 'no-half-precision'],
    ['ModelFileNotFoundError: Could not locate file: "x"', 'model-not-found'],
    ['Error: Unsupported model type: whisper', 'unsupported-model'],
    ['Failed to load model because protobuf parsing failed.', 'file-not-a-model'],
    ['SyntaxError: Unexpected token \'<\', "<html>" is not valid JSON', 'file-not-a-model'],
    ['TypeError: Failed to fetch', 'hub-unreachable'],
    ['TypeError: Failed to fetch dynamically imported module: https://x/a.js', 'page-file-missing'],
    ['TypeError: error loading dynamically imported module: https://x/a.js', 'page-file-missing'],
    ['TypeError: Importing a module script failed.', 'page-file-missing'],
    ['Failed to load external data file ""model.onnx_data"", error: Out of bounds.', 'file-incomplete'],
    ['something new', 'unknown'],
  ])('%s → %s', (text, code) => {
    expect(classifyFailure(text)).toBe(code);
  });

  it('keeps what is known already, across threads too', () => {
    const failure = new Failure('model-gated', 'a/b', 'status 401');
    expect(asFailure(failure)).toBe(failure);
    expect(failureData(failureFrom(failureData(failure)))).toEqual({
      code: 'model-gated',
      message: 'a/b',
      detail: 'status 401',
    });
  });

  it('takes what is no error at all', () => {
    expect(asFailure('std::bad_alloc').code).toBe('cpu-memory');
    expect(asFailure(undefined)).toMatchObject({ code: 'unknown', message: 'undefined' });
  });
});
