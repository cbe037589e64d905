import type { MemoryMeter } from '../core/bench/memory-meter.ts';
import { type Device, deviceKinds } from '../core/rerank/devices.ts';
import type { BufferLedger } from './gpu/buffer-ledger.ts';

/** The sum of what is known; `null` where nothing is. */
export function totalBytes(...counts: readonly (number | null)[]): number | null {
  const known = counts.filter((bytes) => bytes !== null);
  return known.length === 0 ? null : known.reduce((total, bytes) => total + bytes, 0);
}

/**
 * What a worker's runtime holds: GPU buffers where it computes on one, and its WebAssembly memory, that of its pass workers included.
 */
export function memoryMeter(
  device: Device,
  ledger: BufferLedger,
  wasmBytes: () => number | null,
): MemoryMeter {
  return {
    mark: ledger.mark,
    read: () => ({
      gpuBytes:
        deviceKinds[device].memory === 'gpu-buffers'
          ? { peak: ledger.peakBytes(), resident: ledger.residentBytes() }
          : null,
      wasmBytes: wasmBytes(),
    }),
  };
}
