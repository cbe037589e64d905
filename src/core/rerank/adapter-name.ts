/** What WebGPU says about an adapter (`GPUAdapterInfo`). A text is empty where the browser tells nothing. */
export interface AdapterWords {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  readonly isFallbackAdapter: boolean;
}

export interface AdapterName {
  readonly name: string;
  /** Which API gave the name; `none` where neither did and the name is empty. */
  readonly nameSource: 'webgpu' | 'webgl' | 'none';
  /** Whether the adapter computes on the CPU. */
  readonly isSoftware: boolean;
}

/** Names of the software adapters that browsers and drivers are known to offer. */
const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|software|microsoft basic render/i;

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
  google: { name: 'Google', renderer: /SwiftShader/i },
  'img-tec': { name: 'Imagination', renderer: /\b(PowerVR|Imagination)\b/i },
  intel: { name: 'Intel', renderer: /\bIntel\b/i },
  mesa: { name: 'Mesa', renderer: /llvmpipe|lavapipe|softpipe/i },
  microsoft: { name: 'Microsoft', renderer: /Microsoft Basic Render/i },
  nvidia: { name: 'NVIDIA', renderer: /\b(NVIDIA|GeForce|Quadro)\b/i },
  qualcomm: { name: 'Qualcomm', renderer: /\b(Qualcomm|Adreno)\b/i },
  samsung: { name: 'Samsung', renderer: /\b(Samsung|Xclipse)\b/i },
};

/** Architectures whose name is more than the reported word with a capital letter. */
const architectures: Readonly<Record<string, string>> = {
  lovelace: 'Ada Lovelace',
  swiftshader: 'SwiftShader',
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

/** "lovelace" → "Ada Lovelace", "rdna-3" → "RDNA 3", "ampere" → "Ampere". */
function architectureName(architecture: string): string {
  const known = architectures[architecture];
  if (known !== undefined) return known;
  if (capitals.test(architecture)) return architecture.toUpperCase().replace('-', ' ');
  return architecture.charAt(0).toUpperCase() + architecture.slice(1);
}
