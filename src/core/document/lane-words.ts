import type { Device } from '../rerank/devices.ts';
import type { LaneRecord } from './run-record.ts';

export const deviceNames = { webgpu: 'WebGPU', wasm: 'WASM' } as const satisfies Record<Device, string>;

/** "WASM · q8 · jspi · 2 threads", with what else is not usual. In English; nothing in it is foreign text. */
export function laneWords(lane: LaneRecord): string {
  const { device, deviceUsed, dtype, runtime, threads, workers, order, paddingMultiple } = lane;
  return [
    deviceNames[device],
    ...(deviceUsed !== null && deviceUsed !== device ? [`computed on ${deviceNames[deviceUsed]}`] : []),
    ...(dtype === null ? [] : [dtype]),
    ...(runtime === null ? [] : [runtime]),
    ...(threads === null ? [] : [`${threads} ${threads === 1 ? 'thread' : 'threads'}`]),
    ...(workers > 1 ? [`${workers} workers`] : []),
    ...(order === 'input' ? ['input order'] : []),
    ...(paddingMultiple > 1 ? [`padded to ${paddingMultiple}`] : []),
  ].join(' · ');
}
