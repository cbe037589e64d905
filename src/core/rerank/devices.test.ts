import { describe, expect, it } from 'vitest';
import { buildsToTry, defaultDevice, dtypeRefusal, dtypes } from './devices.ts';

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

describe('the device that an unset choice stands for', () => {
  it('is WebGPU on a hardware adapter', () => {
    expect(defaultDevice({ isSoftware: false })).toBe('webgpu');
  });

  it('is WASM without one, and on a software adapter', () => {
    expect(defaultDevice(null)).toBe('wasm');
    expect(defaultDevice({ isSoftware: true })).toBe('wasm');
  });
});

describe('a dtype that a device cannot run', () => {
  it('is q8 on WebGPU, and half precision on an adapter without it', () => {
    expect(dtypeRefusal('webgpu', 'q8', true)).toBe('not-on-gpu');
    expect(dtypeRefusal('webgpu', 'q4f16', false)).toBe('no-half-precision');
    expect(dtypeRefusal('webgpu', 'fp16', true)).toBeNull();
  });

  it('does not exist on WASM, which computes half precision as single', () => {
    for (const dtype of dtypes) expect(dtypeRefusal('wasm', dtype, false)).toBeNull();
  });
});
