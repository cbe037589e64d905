import { createContext, useContext } from 'react';
import type { NamedLane } from '../kit/names.ts';
import type { LineStyle } from './line-style.ts';
import type { FloorMark, ThroughputLine } from './throughput-lines.ts';

/**
 * Every word on the chart, translated. Numbers arrive formatted. Keep its identity while the language stays.
 */
export interface ThroughputChartLabels {
  /** One sentence for those who cannot see the chart: what it shows and what came out. */
  readonly description: string;
  /** Titles of the axes. */
  readonly batchSize: string;
  readonly pairsPerSecond: string;
  /** "WebGPU · fp16" */
  readonly lane: (lane: NamedLane & Pick<ThroughputLine, 'laneId' | 'laneIndex'>) => string;
  /** "50 pairs" */
  readonly pairCount: (count: string) => string;
  /** "50 pairs, token budgets" */
  readonly budgetLine: (count: string) => string;
  /** "≤ 2,048 tokens" */
  readonly budget: (tokens: number) => string;
  /** Beside the best point: "8 · 57/s" */
  readonly bestPoint: (batchSize: string, pairsPerSecond: string) => string;
  /** Heading of the tooltip: "Batch size 8" */
  readonly column: (batchSize: string) => string;
  /** "55.1–59.8" */
  readonly interval: (low: string, high: string) => string;
  /** "873 ms" */
  readonly latency: (ms: string) => string;
  /** Column headings of the tooltip. */
  readonly intervalHeading: string;
  readonly latencyHeading: string;
  /** Keys of the legend. */
  readonly best: string;
  /** The highest throughput, where another batch size is the one to set. */
  readonly fastest: string;
  /** Beside a lane whose scores failed their check. */
  readonly suspect: string;
  readonly errorBar: string;
  readonly warmingUp: string;
  readonly floor: Readonly<Record<FloorMark['state'], string>>;
  /** A reason's code in the record, in words. */
  readonly reason: (code: string) => string;
}

/** What the parts of the chart draw from. */
export interface Drawn {
  readonly lines: readonly ThroughputLine[];
  readonly styles: ReadonlyMap<string, LineStyle>;
  readonly labels: ThroughputChartLabels;
  readonly formatNumber: (value: number) => string;
  /** The batch sizes at which the pointer shows figures. */
  readonly ticks: readonly number[];
}

/**
 * Carries the lines past recharts' chart to the two parts inside it that show them. If they were props,
 * recharts would lay out its axes again for every sample, which costs more than all the rest.
 */
export const DrawnContext = createContext<Drawn | null>(null);

export function useDrawn(): Drawn {
  const drawn = useContext(DrawnContext);
  if (drawn === null) throw new Error('The parts of the throughput chart stand inside it.');
  return drawn;
}
