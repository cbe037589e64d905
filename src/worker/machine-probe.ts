import type { AdapterRecord } from '../core/document/run-record.ts';
import { nameAdapter } from '../core/rerank/adapter-name.ts';
import type { Clock } from '../core/rerank/clock.ts';
import type { MachineProbe } from './protocol/messages.ts';

type Absence = MachineProbe['adapterAbsence'];

const limitNames = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
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
  const renderer = webglRenderer();
  return {
    ...nameAdapter(info, renderer),
    ...(renderer !== null && { webglRenderer: renderer }),
    vendor,
    architecture,
    device,
    description,
    features: [...features].sort(),
    limits: Object.fromEntries(limitNames.map((limit) => [limit, limits[limit]])),
  };
}

/**
 * The GPU's name as WebGL gives it. On a machine with two GPUs it may be the other one, so it is marked
 * wherever it is shown.
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
    // WebKitGTK's clock was seen to step back by milliseconds while a worker starts.
    if (now > last) {
      smallest = Math.min(smallest, now - last);
      seen++;
    }
    last = now;
  }
  // The clock's steps are multiples of a µs. Anything finer is rounding error.
  return Math.round(smallest * 1e4) / 1e4;
}
