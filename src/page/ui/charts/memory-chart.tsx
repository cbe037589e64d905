import { memo, useMemo } from 'react';
import type { DraftCell, DraftLane } from '../../../core/document/run-draft.ts';
import { type Device, deviceKinds } from '../../../core/rerank/devices.ts';
import { bytesPerMebibyte } from '../kit/mebibyte.ts';
import { FigureChart, type FigureChartLabels, type FigureLine, type LegendKey } from './figure-chart.tsx';
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
interface MemoryLine extends StyledLine {
  readonly points: readonly MemoryPoint[];
}

/**
 * One line per lane and pair count, lanes in their order and pair counts ascending. A line may have no points
 * yet.
 */
export function memoryLines(lanes: readonly DraftLane[]): MemoryLine[] {
  return lanes.flatMap((lane) => {
    const device = lane.deviceUsed ?? lane.device;
    const pairCounts = [...new Set(lane.cells.map((cell) => cell.pairCount))].sort((a, b) => a - b);
    return pairCounts.map((pairCount) => ({
      id: `${lane.id}/${pairCount}`,
      laneId: lane.id,
      device,
      pairCount,
      points: lane.cells
        .flatMap((cell) => (cell.pairCount === pairCount ? (pointOf(cell, device) ?? []) : []))
        .sort((a, b) => a.batchSize - b.batchSize),
    }));
  });
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

/** A memory line as it is drawn: peak memory as the line, resident memory as a thin one below it. */
export const memoryFigures = ({ points, ...line }: MemoryLine): FigureLine => ({
  ...line,
  points: points.map(({ batchSize, mebibytes, resident }) => ({
    batchSize,
    value: mebibytes,
    lower: resident,
    second: resident,
  })),
});

/** Every word on the memory chart, translated. Keep its identity while the language stays. */
export interface MemoryChartLabels extends Omit<FigureChartLabels, 'headings'> {
  readonly peak: string;
  readonly resident: string;
  readonly wasm: string;
}

interface MemoryChartProps {
  readonly lanes: readonly DraftLane[];
  readonly batchSizes: readonly number[];
  readonly labels: MemoryChartLabels;
  readonly formatNumber: (value: number) => string;
}

const lineWidth = 2;

/** Memory against batch size, a line per lane and pair count. */
export const MemoryChart = memo(function MemoryChart({ lanes, labels, ...props }: MemoryChartProps) {
  const lines = useMemo(() => memoryLines(lanes), [lanes]);
  const words = useMemo(
    (): FigureChartLabels => ({
      ...labels,
      headings: ({ device }) =>
        deviceKinds[device].memory === 'gpu-buffers' ? [labels.peak, labels.resident] : [labels.wasm, ''],
    }),
    [labels],
  );
  const drawn = useMemo(() => lines.map(memoryFigures), [lines]);
  const memories = new Set(
    lines.flatMap(({ device, points }) => (points.length > 0 ? deviceKinds[device].memory : [])),
  );
  const keys: LegendKey[] = [
    ...(memories.has('gpu-buffers')
      ? [
          { text: labels.peak, width: lineWidth },
          { text: labels.resident, width: 1 },
        ]
      : []),
    ...(memories.has('wasm-heap') ? [{ text: labels.wasm, width: lineWidth, dash: '6 4' }] : []),
  ];
  return (
    <FigureChart {...props} name="memory" lines={drawn} labels={words} lineWidth={lineWidth} keys={keys} />
  );
});
