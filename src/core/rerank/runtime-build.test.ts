import { describe, expect, it } from 'vitest';
import { buildsToTry } from './runtime-build.ts';

describe('the builds of ONNX Runtime to try', () => {
  it('begin with jspi where WebAssembly can suspend', () => {
    expect(buildsToTry('auto', 'wasm', true)).toEqual(['jspi', 'plain', 'asyncify']);
    expect(buildsToTry('auto', 'webgpu', true)).toEqual(['jspi', 'asyncify']);
  });

  it('begin with plain on the CPU and asyncify on the GPU where it cannot', () => {
    expect(buildsToTry('auto', 'wasm', false)).toEqual(['plain', 'asyncify']);
    expect(buildsToTry('auto', 'webgpu', false)).toEqual(['asyncify']);
  });

  it('are only the one that was asked for', () => {
    expect(buildsToTry('asyncify', 'wasm', true)).toEqual(['asyncify']);
    expect(buildsToTry('plain', 'wasm', true)).toEqual(['plain']);
  });

  it('are none where the one that was asked for cannot be had', () => {
    expect(buildsToTry('plain', 'webgpu', true)).toEqual([]);
    expect(buildsToTry('jspi', 'wasm', false)).toEqual([]);
  });
});
