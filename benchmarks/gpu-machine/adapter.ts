import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AdapterRecord } from '../../src/core/document/run-record.ts';
import { type BrowserStart, runCommand } from './programs.ts';

/** The adapter that is measured, and how the browser comes to it. */
export interface FoundAdapter extends BrowserStart {
  readonly adapter: AdapterRecord;
  /** Further flags, with which the adapter has half precision; `null` if it never has. */
  readonly halfFlags: readonly string[] | null;
}

const hardware = ['--no-sandbox', '--ignore-gpu-blocklist', '--disable-gpu-sandbox'];
/** NVIDIA's driver has no surface without a screen. Without this flag the browser computes on SwiftShader. */
const onVulkan = [...hardware, '--disable-vulkan-surface', '--use-angle=vulkan'];

/** The first flags with which the browser has the adapter are taken. */
const hardwareFlags = [
  // Everything is drawn by the device that ANGLE makes, so that two devices need not share images.
  [...onVulkan, '--enable-features=Vulkan,VulkanFromANGLE,DefaultANGLEVulkan'],
  [...onVulkan, '--enable-features=Vulkan'],
  [...onVulkan, '--enable-features=Vulkan', '--use-vulkan=native', '--enable-gpu'],
  [...hardware, '--enable-features=Vulkan', '--use-vulkan=native', '--use-gl=angle', '--use-angle=gl-egl'],
];
const softwareFlags = [['--no-sandbox', '--use-webgpu-adapter=swiftshader']];

/** Dawn's own switch for half precision on NVIDIA, which it withholds from drivers before 615.71. */
const halfOnNvidia = ['--enable-dawn-features=vulkan_enable_f16_on_nvidia'];

/** Manifests of Vulkan drivers: the one that is set, or those of NVIDIA's that are installed, and our own. */
function drivers(): string[] {
  if (process.env.VK_DRIVER_FILES !== undefined) return [process.env.VK_DRIVER_FILES];
  const installed = ['/usr/local/nvidia/share', '/usr/share', '/etc', '/usr/local/share']
    .map((folder) => join(folder, 'vulkan', 'icd.d'))
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => /nvidia[^/]*\.json$/.test(path));
  // Containers often lack the manifest. Without a screen the driver may only start by way of EGL.
  const own = ['EGL', 'GLX'].map((way) => {
    const ICD = { library_path: `lib${way}_nvidia.so.0`, api_version: '1.4.0' };
    writeFileSync(`home/${way}.json`, JSON.stringify({ file_format_version: '1.0.1', ICD }));
    return resolve(`home/${way}.json`);
  });
  return [...installed, ...own];
}

let attempts = 0;

/** The adapter that the page finds, which every record has. A short sweep on the CPU tells it. */
function adapterOf({ flags, driver }: BrowserStart): AdapterRecord | null {
  attempts += 1;
  const name = `adapter-${attempts}`;
  const out = `results/${name}.json`;
  const command = `bench --device wasm --batch-sizes 1 --pair-counts 1 --repetitions 1 --out ${out}`;
  const telling = [...flags, '--enable-webgpu-developer-features', '--enable-logging=stderr'];
  runCommand(name, command, { flags: telling, driver }, 60);
  return existsSync(out) ? JSON.parse(readFileSync(out, 'utf8')).environment.adapter : null;
}

const hasHalf = (adapter: AdapterRecord | null) => adapter?.features.includes('shader-f16') ?? false;

function halfFlagsOf({ flags, driver }: BrowserStart, adapter: AdapterRecord): readonly string[] | null {
  if (hasHalf(adapter)) return [];
  if (adapter.vendor !== 'nvidia') return null;
  return hasHalf(adapterOf({ flags: [...flags, ...halfOnNvidia], driver })) ? halfOnNvidia : null;
}

/**
 * Finds flags and driver with which the page gets an adapter of the vendor, and remembers them.
 *
 * @param vendor as WebGPU names it: `nvidia`, or `google` for SwiftShader
 * @returns `null` if there are none
 */
export function findAdapter(vendor: string, note: (text: string) => void): FoundAdapter | null {
  const kept = 'results/adapter.json';
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'));
  const isSoftware = vendor === 'google';
  for (const flags of isSoftware ? softwareFlags : hardwareFlags) {
    for (const driver of isSoftware ? [null] : drivers()) {
      const adapter = adapterOf({ flags, driver });
      note(`${adapter?.vendor ?? 'no'} adapter with ${flags.join(' ')}, driver ${driver}`);
      if (adapter?.vendor !== vendor) continue;
      const halfFlags = halfFlagsOf({ flags, driver }, adapter);
      const found: FoundAdapter = { flags, driver, adapter, halfFlags };
      writeFileSync(kept, JSON.stringify(found, null, 1));
      return found;
    }
  }
  return null;
}
