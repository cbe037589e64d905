import { createContext, useContext } from 'react';
import type { LineLook } from './line-look.ts';
import type { ThroughputChartLabels } from './throughput-chart-labels.ts';
import type { ThroughputLine } from './throughput-lines.ts';

/** What all parts of the chart draw from. */
export interface Drawn {
  readonly lines: readonly ThroughputLine[];
  readonly looks: ReadonlyMap<string, LineLook>;
  readonly labels: ThroughputChartLabels;
  readonly formatNumber: (value: number) => string;
  /** Batch sizes at which the axis says what stands there. */
  readonly ticks: readonly number[];
}

/**
 * Carries the lines past recharts' chart to the two parts in it that show them: were they props, every sample would
 * have recharts lay out its axes again, which costs more than all the rest.
 */
export const DrawnContext = createContext<Drawn | null>(null);

export function useDrawn(): Drawn {
  const drawn = useContext(DrawnContext);
  if (drawn === null) throw new Error('The parts of the throughput chart stand inside it.');
  return drawn;
}
