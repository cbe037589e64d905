import { createContext, useContext } from 'react';
import type { LineLook } from './line-look.ts';
import type { PeakLine } from './peak-lines.ts';

/** Every word on the chart of the peak, translated. Keep its identity while the language stays. */
export interface PeakChartLabels {
  /** One sentence for those who cannot see the chart. */
  readonly description: string;
  readonly batchSize: string;
  readonly axis: string;
  readonly lane: (laneId: string) => string;
  readonly pairCount: (count: string) => string;
  readonly column: (batchSize: string) => string;
  readonly rate: string;
}

export interface PeakDrawn {
  readonly lines: readonly PeakLine[];
  readonly looks: ReadonlyMap<string, LineLook>;
  readonly labels: PeakChartLabels;
  readonly formatNumber: (value: number) => string;
}

/** Carries the lines past recharts' chart to the parts in it that show them, as `DrawnContext` does. */
export const PeakContext = createContext<PeakDrawn | null>(null);

export function usePeakDrawn(): PeakDrawn {
  const drawn = useContext(PeakContext);
  if (drawn === null) throw new Error('The parts of the chart of the peak stand inside it.');
  return drawn;
}
