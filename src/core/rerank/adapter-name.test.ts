import { describe, expect, it } from 'vitest';
import { type AdapterWords, isOfAdapter, nameAdapter, plainAdapterName } from './adapter-name.ts';

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
    [
      'a fallback',
      adapter('intel', 'gen-9', { isFallbackAdapter: true }),
      iris,
      'Intel, HD or UHD Graphics (Gen 9)',
      'webgpu',
    ],
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

/** Every vendor and architecture that Chromium 156 may report, and how it is called here. */
const reported = {
  amd: {
    'terascale-2': 'TeraScale 2',
    ...{ 'gcn-1': 'GCN 1', 'gcn-2': 'GCN 2', 'gcn-3': 'GCN 3', 'gcn-4': 'GCN 4', 'gcn-5': 'GCN 5' },
    ...{ 'rdna-1': 'RDNA 1', 'rdna-2': 'RDNA 2', 'rdna-3': 'RDNA 3', 'rdna-4': 'RDNA 4', 'cdna-1': 'CDNA 1' },
  },
  apple: {
    ...{ 'common-1': 'Metal family Common 1', 'common-2': 'Metal family Common 2' },
    ...{ 'common-3': 'Metal family Common 3', 'metal-3': 'Metal 3' },
  },
  arm: { midgard: 'Midgard', bifrost: 'Bifrost', valhall: 'Valhall', 'gen-5': '5th Gen' },
  broadcom: { videocore: 'VideoCore' },
  google: { swiftshader: 'SwiftShader' },
  'img-tec': { rogue: 'Rogue', furian: 'Furian', albiorix: 'Albiorix' },
  intel: {
    ...{ 'gen-7': 'HD Graphics (Gen 7)', 'gen-8': 'HD Graphics (Gen 8)' },
    ...{ 'gen-9': 'HD or UHD Graphics (Gen 9)', 'gen-11': 'Iris Plus or UHD Graphics (Gen 11)' },
    ...{ 'gen-12lp': 'Iris Xe or UHD Graphics (Gen 12)', 'gen-12hp': 'Arc (Alchemist)' },
    ...{ 'xe-lpg': 'Xe-LPG (Core Ultra)', 'xe-2lpg': 'Xe2-LPG (Lunar Lake)', 'xe-2hpg': 'Arc (Battlemage)' },
    ...{ 'xe-3lpg': 'Xe3-LPG (Panther Lake)', 'xe-3lpg-xs': 'Xe3-LPG' },
  },
  mesa: { software: 'lavapipe' },
  microsoft: { warp: 'WARP' },
  nvidia: {
    ...{ fermi: 'Fermi', kepler: 'Kepler', maxwell: 'Maxwell', pascal: 'Pascal', volta: 'Volta' },
    ...{ turing: 'Turing', ampere: 'Ampere', lovelace: 'Ada Lovelace', blackwell: 'Blackwell' },
  },
  qualcomm: {
    ...{ 'adreno-4xx': 'Adreno 4xx', 'adreno-5xx': 'Adreno 5xx', 'adreno-6xx': 'Adreno 6xx' },
    ...{ 'adreno-7xx': 'Adreno 7xx', 'adreno-8xx': 'Adreno 8xx' },
  },
  samsung: { 'rdna-2': 'RDNA 2', 'rdna-3': 'RDNA 3' },
} satisfies Record<string, Record<string, string>>;

const vendorNames: Readonly<Record<keyof typeof reported, string>> = {
  ...{ amd: 'AMD', apple: 'Apple', arm: 'Arm', broadcom: 'Broadcom', google: 'Google', intel: 'Intel' },
  ...{ 'img-tec': 'Imagination', mesa: 'Mesa', microsoft: 'Microsoft', nvidia: 'NVIDIA' },
  ...{ qualcomm: 'Qualcomm', samsung: 'Samsung' },
};

it.each(Object.entries(reported))('every architecture of %s has a name that people use', (vendor, names) => {
  for (const [architecture, name] of Object.entries(names)) {
    expect(nameAdapter(adapter(vendor, architecture), null)).toEqual({
      name: `${vendorNames[vendor as keyof typeof reported]}, ${name}`,
      nameSource: 'webgpu',
      isSoftware: vendor === 'google' || vendor === 'mesa' || vendor === 'microsoft',
    });
  }
});

describe('a device', () => {
  const found = { ...adapter('nvidia', 'lovelace'), isSoftware: false };

  it('is of the adapter that says the same, whatever WebGL calls it', () => {
    expect(isOfAdapter(adapter('nvidia', 'lovelace'), found)).toBe(true);
  });

  it.each([
    ['another vendor', adapter('intel', 'xe-lpg')],
    ['another architecture', adapter('nvidia', 'ampere')],
    ['another model', adapter('nvidia', 'lovelace', { device: '0x2684' })],
    ['another description', adapter('nvidia', 'lovelace', { description: 'NVIDIA L4' })],
    ['a fallback', adapter('nvidia', 'lovelace', { isFallbackAdapter: true })],
  ])('that is of %s is another', (_, device) => {
    expect(isOfAdapter(device, found)).toBe(false);
  });
});

describe('an adapter’s name as people say it', () => {
  it.each([
    [geforce, 'NVIDIA GeForce RTX 4070 Laptop'],
    [iris, 'Intel Iris Xe Graphics'],
    [m2, 'Apple M2'],
    [llvmpipe, 'llvmpipe'],
    [swiftShader, 'SwiftShader Device'],
    [
      'ANGLE (AMD, AMD Radeon Graphics (radeonsi, phoenix, LLVM 17.0.6, DRM 3.57, 6.8.0), OpenGL 4.6)',
      'AMD Radeon Graphics',
    ],
    [
      'ANGLE (NVIDIA, Vulkan 1.3.277 (NVIDIA NVIDIA GeForce RTX 3070 (0x00002484)), NVIDIA)',
      'NVIDIA GeForce RTX 3070',
    ],
    ['NVIDIA GeForce GTX 980/PCIe/SSE2', 'NVIDIA GeForce GTX 980'],
    ['Intel(R) Arc(TM) Graphics', 'Intel Arc Graphics'],
    ['Adreno (TM) 740', 'Adreno 740'],
    ['NVIDIA, Ada Lovelace', 'NVIDIA, Ada Lovelace'],
    ['Intel, HD or UHD Graphics (Gen 9)', 'Intel, HD or UHD Graphics'],
    ['Apple GPU', 'Apple GPU'],
    ['(x)', '(x)'],
  ])('%s: %s', (name, plain) => {
    expect(plainAdapterName(name)).toBe(plain);
  });
});
