import type { MemoryMeter } from '../core/bench/memory-meter.ts';
import type { Device } from '../core/rerank/devices.ts';
import type { BufferLedger } from './gpu/buffer-ledger.ts';

/** What a worker's runtime holds: GPU buffers where it computes on one, and its WebAssembly memory. */
export function memoryMeter(
  device: Device,
  ledger: BufferLedger,
  wasmBytes: () => number | null,
): MemoryMeter {
  return {
    mark: ledger.mark,
    read: () => ({
      gpuBytes: device === 'webgpu' ? { peak: ledger.peakBytes(), resident: ledger.residentBytes() } : null,
      wasmBytes: wasmBytes(),
    }),
  };
}
