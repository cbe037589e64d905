import type { Device } from '../../../core/rerank/devices.ts';

export type MarkerShape = 'circle' | 'square' | 'diamond' | 'triangle';

/** How a line is told apart from the others, with colour and without. */
export interface LineLook {
  /** By pair count. */
  readonly colour: string;
  /** By lane: the shape of its markers and the dashes of its line. */
  readonly shape: MarkerShape;
  readonly dash: string | undefined;
  /** By pair count: more pairs, a heavier line. */
  readonly width: number;
}

/** Colours in throughput-chart.module.css; further pair counts start over, and their labels tell them apart. */
const colourCount = 6;

type LaneLook = Pick<LineLook, 'shape' | 'dash'>;

const laneLooks: Record<Device, readonly [LaneLook, ...LaneLook[]]> = {
  webgpu: [
    { shape: 'circle', dash: undefined },
    { shape: 'diamond', dash: '12 3 2 3' },
  ],
  wasm: [
    { shape: 'square', dash: '6 4' },
    { shape: 'triangle', dash: '2 3' },
  ],
};

/** What a line's look follows from. */
export interface LookedAtLine {
  readonly id: string;
  readonly laneId: string;
  readonly device: Device;
  readonly pairCount: number;
  /** Whether its cells have token budgets instead of batch sizes. */
  readonly byTokens?: boolean;
}

/** Of lines of token budgets, which are thin whatever their lane and pair count: no lane has it. */
export const budgetDash = '8 2 1.5 2 1.5 2';

/** The look of every line by its id. */
export function lineLooks(lines: readonly LookedAtLine[]): ReadonlyMap<string, LineLook> {
  const pairCounts = [...new Set(lines.map((line) => line.pairCount))].sort((a, b) => a - b);
  const lanesOf = (device: Device) => [
    ...new Set(lines.filter((line) => line.device === device).map((line) => line.laneId)),
  ];
  const lanes: Record<Device, string[]> = { webgpu: lanesOf('webgpu'), wasm: lanesOf('wasm') };
  return new Map(
    lines.map((line) => {
      const rank = pairCounts.indexOf(line.pairCount);
      const looks = laneLooks[line.device];
      const lane = looks[lanes[line.device].indexOf(line.laneId) % looks.length] ?? looks[0];
      return [
        line.id,
        {
          ...lane,
          colour: `var(--throughput-colour-${1 + (rank % colourCount)})`,
          width: Math.min(1.5 + 0.5 * rank, 3),
          ...(line.byTokens && { dash: budgetDash, width: 1 }),
        },
      ];
    }),
  );
}
