import { memo, useMemo } from 'react';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import { deviceKinds } from '../../../core/rerank/devices.ts';
import type { BatchRange } from './batch-range.ts';
import type { FigureLine } from './cell-figures.ts';
import { FigureChart, type FigureChartLabels, type LegendKey } from './figure-chart.tsx';
import { type MemoryLine, memoryLines } from './memory-lines.ts';

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
  readonly range?: BatchRange | null;
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
