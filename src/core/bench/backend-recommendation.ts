import { batchOrders, type Device } from '../rerank/devices.ts';
import {
  type Contender,
  contendersAt,
  type JudgedLane,
  measuredPairCounts,
  throughputRatio,
} from './measured-lane.ts';
import { asCandidate, type Candidate } from './pair-count-recommendation.ts';

/** WASM against WebGPU at one pair count, where the run has a lane of each. */
export interface BackendRecommendation {
  readonly kind: 'backend';
  readonly pairCount: number;
  readonly wasmLaneId: string;
  readonly webgpuLaneId: string;
  /** Throughput of WASM ÷ throughput of WebGPU at each batch size that both measured, ascending. */
  readonly ratios: Candidate[];
  /** Batch sizes at which WASM is faster beyond doubt: the interval lies above 1. */
  readonly wasmWinsAt: number[];
  /** The smallest batch size from which on WASM wins nowhere any more; `null` where it wins at the last. */
  readonly wasmStopsWinningAt: number | null;
}

/**
 * One comparison for each pair count, and for each order of batching, in which both devices have cells: with
 * several lanes of a device, its fastest there. Lanes are taken as trusted.
 */
export function compareBackends(lanes: readonly JudgedLane[]): BackendRecommendation[] {
  return measuredPairCounts(lanes).flatMap((pairCount) =>
    batchOrders.flatMap((order) => {
      const alike = contendersAt(lanes, pairCount).filter(({ lane }) => lane.order === order);
      const wasm = fastestLane(alike, 'wasm');
      const webgpu = fastestLane(alike, 'webgpu');
      return compare(pairCount, wasm, webgpu) ?? [];
    }),
  );
}

/** The cells of the device's lane that holds its fastest cell, by ascending batch size. */
function fastestLane(contenders: readonly Contender[], device: Device): Contender[] {
  const own = contenders.filter(({ lane }) => lane.device === device);
  const [fastest] = [...own].sort((a, b) => b.cell.pairsPerSecond - a.cell.pairsPerSecond);
  return own
    .filter(({ lane }) => lane.id === fastest?.lane.id)
    .sort((a, b) => a.cell.batchSize - b.cell.batchSize);
}

function compare(
  pairCount: number,
  wasm: readonly Contender[],
  webgpu: readonly Contender[],
): BackendRecommendation | null {
  const ratios = wasm.flatMap((one) => {
    const { batchSize } = one.cell;
    const other = webgpu.find(({ cell }) => cell.batchSize === batchSize);
    return other === undefined ? [] : asCandidate(batchSize, throughputRatio(one, other));
  });
  const [ofWasm, ofWebgpu] = [wasm[0]?.lane.id, webgpu[0]?.lane.id];
  if (ofWasm === undefined || ofWebgpu === undefined || ratios.length === 0) return null;
  const wins = ({ ratioLow }: Candidate) => ratioLow !== null && ratioLow > 1;
  return {
    kind: 'backend',
    pairCount,
    wasmLaneId: ofWasm,
    webgpuLaneId: ofWebgpu,
    ratios,
    wasmWinsAt: ratios.filter(wins).map(({ batchSize }) => batchSize),
    wasmStopsWinningAt: ratios[ratios.findLastIndex(wins) + 1]?.batchSize ?? null,
  };
}
