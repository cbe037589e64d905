import type { RecommendationRecord } from '../../../core/document/recommendation-record.ts';

/** WASM against WebGPU where WASM wins somewhere; pair counts with the same outcome stand together. */
export interface BackendNote {
  readonly wasmLaneId: string;
  readonly webgpuLaneId: string;
  readonly pairCounts: readonly number[];
  /** Ascending, never empty. */
  readonly wasmWinsAt: readonly number[];
  /** `null` where WASM still wins at the largest batch both measured. */
  readonly wasmStopsWinningAt: number | null;
}

export function backendNotes(recommendations: readonly RecommendationRecord[]): BackendNote[] {
  const notes = new Map<string, BackendNote>();
  for (const one of recommendations) {
    if (one.kind !== 'backend' || one.wasmWinsAt.length === 0) continue;
    const { wasmLaneId, webgpuLaneId, pairCount, wasmWinsAt, wasmStopsWinningAt } = one;
    const key = JSON.stringify([wasmLaneId, webgpuLaneId, wasmWinsAt, wasmStopsWinningAt]);
    const pairCounts = [...(notes.get(key)?.pairCounts ?? []), pairCount];
    notes.set(key, { wasmLaneId, webgpuLaneId, pairCounts, wasmWinsAt, wasmStopsWinningAt });
  }
  return [...notes.values()];
}
