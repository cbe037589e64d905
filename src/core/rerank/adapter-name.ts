/** What WebGPU says about an adapter (`GPUAdapterInfo`). A text is empty where the browser tells nothing. */
export interface AdapterWords {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  readonly isFallbackAdapter: boolean;
}

/** The words of a `GPUAdapterInfo` as plain data, which can be sent and recorded. */
export const adapterWords = (info: AdapterWords): AdapterWords => ({
  vendor: info.vendor,
  architecture: info.architecture,
  device: info.device,
  description: info.description,
  // Absent in browsers that still have it on the adapter.
  isFallbackAdapter: info.isFallbackAdapter ?? false,
});

export interface AdapterName {
  readonly name: string;
  /** Which API gave the name; `none` where neither did and the name is empty. */
  readonly nameSource: 'webgpu' | 'webgl' | 'none';
  /** Whether the adapter computes on the CPU. */
  readonly isSoftware: boolean;
}

/** Names of the software adapters that browsers and drivers are known to offer. */
const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|software|microsoft basic render|\bwarp\b/i;

interface Vendor {
  readonly name: string;
  /** What WebGL's renderer mentions if it is of the same vendor. */
  readonly renderer: RegExp;
}

/** By the vendor names of Dawn's `gpu_info.json`, which Chromium reports. */
const vendors: Readonly<Record<string, Vendor>> = {
  amd: { name: 'AMD', renderer: /\b(AMD|ATI|Radeon)\b/i },
  apple: { name: 'Apple', renderer: /\bApple\b/i },
  arm: { name: 'Arm', renderer: /\b(ARM|Mali|Immortalis)\b/i },
  broadcom: { name: 'Broadcom', renderer: /\b(Broadcom|V3D|VideoCore)\b/i },
  google: { name: 'Google', renderer: /SwiftShader/i },
  'img-tec': { name: 'Imagination', renderer: /\b(PowerVR|Imagination)\b/i },
  intel: { name: 'Intel', renderer: /\bIntel\b/i },
  mesa: { name: 'Mesa', renderer: /llvmpipe|lavapipe|softpipe/i },
  microsoft: { name: 'Microsoft', renderer: /Microsoft Basic Render/i },
  nvidia: { name: 'NVIDIA', renderer: /\b(NVIDIA|GeForce|Quadro)\b/i },
  qualcomm: { name: 'Qualcomm', renderer: /\b(Qualcomm|Adreno)\b/i },
  samsung: { name: 'Samsung', renderer: /\b(Samsung|Xclipse)\b/i },
};

/**
 * Architectures whose name is more than the reported word with a capital letter. The words are those of
 * Dawn's `gpu_info.json` and of Chromium 156. Intel's are called by their products, which people know better.
 */
const architectures: Readonly<Record<string, string>> = {
  'common-1': 'Metal family Common 1',
  'common-2': 'Metal family Common 2',
  'common-3': 'Metal family Common 3',
  'gen-5': '5th Gen',
  'gen-7': 'HD Graphics (Gen 7)',
  'gen-8': 'HD Graphics (Gen 8)',
  'gen-9': 'HD or UHD Graphics (Gen 9)',
  'gen-11': 'Iris Plus or UHD Graphics (Gen 11)',
  'gen-12hp': 'Arc (Alchemist)',
  'gen-12lp': 'Iris Xe or UHD Graphics (Gen 12)',
  lovelace: 'Ada Lovelace',
  software: 'lavapipe',
  swiftshader: 'SwiftShader',
  'terascale-2': 'TeraScale 2',
  videocore: 'VideoCore',
  warp: 'WARP',
  'xe-2hpg': 'Arc (Battlemage)',
  'xe-2lpg': 'Xe2-LPG (Lunar Lake)',
  'xe-3lpg': 'Xe3-LPG (Panther Lake)',
  'xe-3lpg-xs': 'Xe3-LPG',
  'xe-lpg': 'Xe-LPG (Core Ultra)',
};

/** Families that are written in capitals with a number behind them: "rdna-2" is RDNA 2. */
const capitals = /^(gcn|rdna|cdna)-/;

/**
 * Names an adapter and tells whether it is software. WebGPU alone decides whether it is: WebGL may run on
 * another GPU, or in software beside a real one. Stock Chromium leaves `device` and `description` empty, so
 * WebGL's renderer is often the only full name. It is taken only if it is of the same vendor and is software
 * exactly where the adapter is.
 *
 * @param webglRenderer what WebGL calls the GPU it draws with; `null` where it tells nothing
 */
export function nameAdapter(words: AdapterWords, webglRenderer: string | null): AdapterName {
  const { vendor, architecture, device, description, isFallbackAdapter } = words;
  const isSoftware =
    isFallbackAdapter || softwareNames.test([vendor, architecture, device, description].join(' '));
  const ownName = description || device;
  if (ownName !== '') return { name: ownName, nameSource: 'webgpu', isSoftware };
  const isSameDevice =
    webglRenderer !== null &&
    vendors[vendor]?.renderer.test(webglRenderer) === true &&
    softwareNames.test(webglRenderer) === isSoftware;
  if (isSameDevice) return { name: webglRenderer, nameSource: 'webgl', isSoftware };
  const name = [vendors[vendor]?.name ?? vendor, architectureName(architecture)].filter(Boolean).join(', ');
  return { name, nameSource: name === '' ? 'none' : 'webgpu', isSoftware };
}

/** "lovelace" → "Ada Lovelace", "rdna-3" → "RDNA 3", "adreno-7xx" → "Adreno 7xx", "ampere" → "Ampere". */
function architectureName(architecture: string): string {
  const known = architectures[architecture];
  if (known !== undefined) return known;
  const words = architecture.replaceAll('-', ' ');
  return capitals.test(architecture) ? words.toUpperCase() : words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * Whether a device is of the adapter that was asked about before. Two GPUs of one kind cannot be told apart.
 */
export const isOfAdapter = (
  device: AdapterWords,
  adapter: Omit<AdapterWords, 'isFallbackAdapter'> & Pick<AdapterName, 'isSoftware'>,
): boolean =>
  device.vendor === adapter.vendor &&
  device.architecture === adapter.architecture &&
  device.device === adapter.device &&
  device.description === adapter.description &&
  nameAdapter(device, null).isSoftware === adapter.isSoftware;

/**
 * An adapter's name as people say it: "ANGLE (NVIDIA, NVIDIA GeForce RTX 4070 Laptop GPU (0x00002820)
 * Direct3D11 vs_5_0 ps_5_0, D3D11)" becomes "NVIDIA GeForce RTX 4070 Laptop". Records keep the full name.
 * The forms are those of ANGLE's renderer strings (`Renderer::getRendererDescription`) and of Mesa's drivers.
 */
export function plainAdapterName(name: string): string {
  const angle = /^ANGLE \((.*)\)$/.exec(name.trim());
  const renderer = angle === null ? name : (splitOutsideBrackets(angle[1] ?? '')[1] ?? angle[1] ?? name);
  const inner = /^Vulkan [\d.]+ \((.*)\)$/.exec(renderer.trim())?.[1] ?? renderer;
  const plain = inner
    .replace(/^ANGLE Metal Renderer: /, '')
    .replace(/\((R|TM|C)\)/gi, '')
    .replace(/\s*(Direct3D\d+|OpenGL)\b.*$/, '')
    .replace(/\/(PCIe|SSE2)\b.*$/, '')
    .replace(/\s*\([^()]*(\([^()]*\))?[^()]*\)/g, '')
    .replace(/^(\w+) \1\b/, '$1')
    .replace(/(?<=\d.*) GPU$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain === '' ? name : plain;
}

/** The parts of a text between the commas that stand outside brackets. */
function splitOutsideBrackets(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const letter of text) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (letter === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim());
}
