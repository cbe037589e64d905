import type { DraftCell, DraftLane } from '../../../core/document/run-draft.ts';
import { type Device, deviceKinds } from '../../../core/rerank/devices.ts';
import { bytesPerMebibyte } from '../kit/mebibyte.ts';
import { cellLines } from './cell-figures.ts';
import type { StyledLine } from './line-style.ts';

/** The memory that one cell's warm-up needed, in MiB. */
interface MemoryPoint {
  readonly batchSize: number;
  /** The most at one time on the GPU, or the lane's high-water mark in WebAssembly. */
  readonly mebibytes: number;
  /** What stayed on the GPU after the warm-up; `null` for WebAssembly. */
  readonly resident: number | null;
}

/** The memory of one lane and pair count; points by ascending batch size. */
export interface MemoryLine extends StyledLine {
  readonly points: readonly MemoryPoint[];
}

/**
 * One line per lane and pair count, lanes in their order and pair counts ascending. A line may have no points
 * yet.
 */
export function memoryLines(lanes: readonly DraftLane[]): MemoryLine[] {
  return cellLines(lanes, (cell, { device, deviceUsed }) => pointOf(cell, deviceUsed ?? device));
}

function pointOf(cell: DraftCell, device: Device): MemoryPoint | null {
  if (cell.batchSize === null || !('gpuBytes' in cell)) return null;
  const { batchSize, gpuBytes, wasmBytes } = cell;
  switch (deviceKinds[device].memory) {
    case 'gpu-buffers':
      if (gpuBytes === null) return null;
      return {
        batchSize,
        mebibytes: gpuBytes.peak / bytesPerMebibyte,
        resident: gpuBytes.resident / bytesPerMebibyte,
      };
    case 'wasm-heap':
      return wasmBytes === null
        ? null
        : { batchSize, mebibytes: wasmBytes / bytesPerMebibyte, resident: null };
    default:
      return deviceKinds[device].memory satisfies never;
  }
}
