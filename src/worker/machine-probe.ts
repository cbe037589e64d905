import type { AdapterRecord } from '../core/document/run-record.ts';
import type { Clock } from '../core/rerank/clock.ts';
import type { MachineProbe } from './protocol/messages.ts';

type Absence = MachineProbe['adapterAbsence'];

/** Names of the software adapters browsers and drivers are known to offer. */
const softwareNames = /swiftshader|llvmpipe|lavapipe|software|microsoft basic render/i;

const limitNames = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupsPerDimension',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/** Asks WebGPU for the adapter that ONNX Runtime will ask for too, and finds out what it is called. */
export async function probeAdapter(): Promise<{ adapter: AdapterRecord | null; absence: Absence }> {
  // `gpu` is absent where the browser has no WebGPU or the page is not a secure context, whatever the types
  // say.
  const gpu = (navigator as { readonly gpu?: GPU }).gpu;
  if (gpu === undefined) return { adapter: null, absence: 'no-webgpu' };
  let adapter: GPUAdapter | null;
  try {
    adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  } catch {
    return { adapter: null, absence: 'error' };
  }
  if (adapter === null) return { adapter: null, absence: 'no-adapter' };
  return { adapter: describeAdapter(adapter), absence: null };
}

function describeAdapter({ info, features, limits }: GPUAdapter): AdapterRecord {
  const { vendor, architecture, device, description } = info;
  const ownName = description || device;
  const webglName = ownName === '' ? webglRenderer() : null;
  const name = ownName || webglName || [vendor, architecture].filter(Boolean).join(' ');
  return {
    name,
    nameSource: ownName ? 'webgpu' : webglName ? 'webgl' : name ? 'webgpu' : 'none',
    vendor,
    architecture,
    device,
    description,
    isSoftware: info.isFallbackAdapter || softwareNames.test(`${name} ${architecture}`),
    features: [...features].sort(),
    limits: Object.fromEntries(limitNames.map((limit) => [limit, limits[limit]])),
  };
}

/**
 * The GPU's name as WebGL gives it. Stock Chromium leaves the device out of `adapter.info`, so a page can
 * read it only here. On a machine with two GPUs it may be the other one, so it is marked wherever it is
 * shown.
 */
function webglRenderer(): string | null {
  try {
    const context = new OffscreenCanvas(1, 1).getContext('webgl');
    const extension = context?.getExtension('WEBGL_debug_renderer_info');
    if (!context || !extension) return null;
    const renderer: unknown = context.getParameter(extension.UNMASKED_RENDERER_WEBGL);
    context.getExtension('WEBGL_lose_context')?.loseContext();
    return typeof renderer === 'string' && renderer !== '' ? renderer : null;
  } catch {
    return null;
  }
}

/**
 * The smallest step the clock makes, in ms: 5 µs in an isolated page of Chromium, 100 µs otherwise, a whole
 * ms where a browser guards against fingerprinting.
 */
export function measureClockResolution(clock: Clock, steps = 20): number {
  let smallest = Number.POSITIVE_INFINITY;
  let last = clock.now();
  for (let seen = 0; seen < steps; ) {
    const now = clock.now();
    if (now === last) continue;
    smallest = Math.min(smallest, now - last);
    last = now;
    seen++;
  }
  // The clock's steps are multiples of a µs. Anything finer is rounding error.
  return Math.round(smallest * 1e4) / 1e4;
}
