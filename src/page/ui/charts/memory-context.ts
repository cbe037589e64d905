import { createContext, useContext } from 'react';
import type { NamedLane } from '../kit/names.ts';
import type { LineLook } from './line-look.ts';
import type { MemoryLine } from './memory-lines.ts';

/** Every word on the memory chart, translated. Keep its identity while the language stays. */
export interface MemoryChartLabels {
  /** One sentence for those who cannot see the chart. */
  readonly description: string;
  readonly batchSize: string;
  readonly axis: string;
  readonly lane: (lane: NamedLane & Pick<MemoryLine, 'laneId'>) => string;
  readonly pairCount: (count: string) => string;
  readonly column: (batchSize: string) => string;
  readonly peak: string;
  readonly resident: string;
  readonly wasm: string;
}

export interface MemoryDrawn {
  readonly lines: readonly MemoryLine[];
  readonly looks: ReadonlyMap<string, LineLook>;
  readonly labels: MemoryChartLabels;
  readonly formatNumber: (value: number) => string;
}

/** Carries the lines past recharts' chart to the parts in it that show them, as `DrawnContext` does. */
export const MemoryContext = createContext<MemoryDrawn | null>(null);

export function useMemoryDrawn(): MemoryDrawn {
  const drawn = useContext(MemoryContext);
  if (drawn === null) throw new Error('The parts of the memory chart stand inside it.');
  return drawn;
}
