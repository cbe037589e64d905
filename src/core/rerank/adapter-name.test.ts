import { describe, expect, it } from 'vitest';
import { type AdapterWords, nameAdapter } from './adapter-name.ts';

/** What stock Chromium tells: vendor and architecture alone. */
const adapter = (vendor: string, architecture: string, more: Partial<AdapterWords> = {}): AdapterWords => ({
  ...{ vendor, architecture, device: '', description: '', isFallbackAdapter: false },
  ...more,
});

const llvmpipe = 'ANGLE (Mesa, llvmpipe (LLVM 15.0.6 256 bits), OpenGL 4.5)';
const swiftShader =
  'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)';
const geforce =
  'ANGLE (NVIDIA, NVIDIA GeForce RTX 4070 Laptop GPU (0x00002820) Direct3D11 vs_5_0 ps_5_0, D3D11)';
const iris = 'ANGLE (Intel, Intel(R) Iris(R) Xe Graphics (0x000046A6) Direct3D11 vs_5_0 ps_5_0, D3D11)';
const m2 = 'ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)';

describe('an adapter', () => {
  it.each([
    [
      'a GPU beside software WebGL',
      adapter('nvidia', 'lovelace'),
      llvmpipe,
      'NVIDIA, Ada Lovelace',
      'webgpu',
    ],
    ['a GPU beside another vendor’s WebGL', adapter('nvidia', 'ampere'), iris, 'NVIDIA, Ampere', 'webgpu'],
    ['a GPU that WebGL names', adapter('nvidia', 'lovelace'), geforce, geforce, 'webgl'],
    ['an Apple GPU', adapter('apple', 'metal-3'), m2, m2, 'webgl'],
    ['a GPU without WebGL', adapter('amd', 'rdna-3'), null, 'AMD, RDNA 3', 'webgpu'],
    [
      'a vendor that no table has',
      adapter('moore-threads', 'musa'),
      geforce,
      'moore-threads, Musa',
      'webgpu',
    ],
    ['a GPU that says nothing', adapter('', ''), geforce, '', 'none'],
    [
      'a GPU that names itself',
      adapter('intel', 'xe-lpg', { description: 'Intel(R) Arc(TM) Graphics' }),
      geforce,
      'Intel(R) Arc(TM) Graphics',
      'webgpu',
    ],
  ] as const)('that is %s is called so, and is no software', (_, words, renderer, name, nameSource) => {
    expect(nameAdapter(words, renderer)).toEqual({ name, nameSource, isSoftware: false });
  });

  it.each([
    ['SwiftShader', adapter('google', 'swiftshader'), swiftShader, swiftShader, 'webgl'],
    [
      'SwiftShader beside a GPU’s WebGL',
      adapter('google', 'swiftshader'),
      geforce,
      'Google, SwiftShader',
      'webgpu',
    ],
    [
      'lavapipe',
      adapter('mesa', '', { description: 'llvmpipe (LLVM 19)' }),
      null,
      'llvmpipe (LLVM 19)',
      'webgpu',
    ],
    ['a fallback', adapter('intel', 'gen-9', { isFallbackAdapter: true }), iris, 'Intel, Gen-9', 'webgpu'],
    [
      'what only its vendor tells',
      adapter('Microsoft Basic Render Driver', ''),
      null,
      'Microsoft Basic Render Driver',
      'webgpu',
    ],
  ] as const)('that is %s is software, whatever WebGL draws with', (_, words, renderer, name, nameSource) => {
    expect(nameAdapter(words, renderer)).toEqual({ name, nameSource, isSoftware: true });
  });
});
