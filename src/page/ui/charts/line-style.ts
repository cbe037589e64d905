import { type Device, devices } from '../../../core/rerank/devices.ts';

export type MarkerShape = 'circle' | 'square' | 'diamond' | 'triangle';

/** Tells a line from the others, with colour and without. */
export interface LineStyle {
  /** By lane; where two sides are compared, by the lane's place on its side. */
  readonly colour: string;
  /** By lane: the shape of its markers and the dashes of its line, which repeat its colour without colour. */
  readonly shape: MarkerShape;
  readonly dash: string | undefined;
  /** By pair count: more pairs, a heavier line. */
  readonly width: number;
}

/** Colours in chart.module.css. Further lanes reuse them, and shapes tell them apart. */
const colourCount = 6;

type LaneStyle = Pick<LineStyle, 'shape' | 'dash'>;

type DeviceStyles = readonly [LaneStyle, ...LaneStyle[]];

/** By the device's place among `devices`; a third device would share the first one's. */
const deviceStyles: readonly [DeviceStyles, ...DeviceStyles[]] = [
  [
    { shape: 'circle', dash: undefined },
    { shape: 'diamond', dash: '12 3 2 3' },
  ],
  [
    { shape: 'square', dash: '6 4' },
    { shape: 'triangle', dash: '2 3' },
  ],
];

const stylesOf = (device: Device): DeviceStyles =>
  deviceStyles[devices.indexOf(device) % deviceStyles.length] ?? deviceStyles[0];

/** What a line's style depends on. */
export interface StyledLine {
  readonly id: string;
  readonly laneId: string;
  readonly device: Device;
  readonly pairCount: number;
  /** Whether its cells have token budgets instead of batch sizes. */
  readonly byTokens?: boolean;
}

/** The dashes of all lines of token budgets. No lane has them. */
const budgetDash = '8 2 1.5 2 1.5 2';

/** The style of every line by its id: each lane has a colour, a shape and dashes of its own. */
export function lineStyles(lines: readonly StyledLine[]): ReadonlyMap<string, LineStyle> {
  const laneIds = [...new Set(lines.map(({ laneId }) => laneId))];
  return styled(lines, ({ laneId }) => laneIds.indexOf(laneId));
}

const pairCountsOf = (lines: readonly StyledLine[]) =>
  [...new Set(lines.map((line) => line.pairCount))].sort((a, b) => a - b);

function styled(
  lines: readonly StyledLine[],
  colourOf: (line: StyledLine) => number,
): ReadonlyMap<string, LineStyle> {
  const pairCounts = pairCountsOf(lines);
  const lanesOf = (device: Device) => [
    ...new Set(lines.filter((line) => line.device === device).map((line) => line.laneId)),
  ];
  const lanes = new Map(devices.map((device) => [device, lanesOf(device)]));
  return new Map(
    lines.map((line) => {
      const rank = pairCounts.indexOf(line.pairCount);
      const styles = stylesOf(line.device);
      const lane = styles[(lanes.get(line.device) ?? []).indexOf(line.laneId) % styles.length] ?? styles[0];
      return [
        line.id,
        {
          ...lane,
          colour: `var(--throughput-colour-${1 + (colourOf(line) % colourCount)})`,
          width: pairCounts.length === 1 ? 2 : Math.min(1.5 + 0.5 * rank, 3),
          ...(line.byTokens && { dash: budgetDash, width: 1 }),
        },
      ];
    }),
  );
}

const shapes: readonly [MarkerShape, ...MarkerShape[]] = ['circle', 'square', 'diamond', 'triangle'];

/**
 * Styles for the lines of two sides: base solid, head dashed. Colour and the markers' shape depend on the lane's
 * place on its side, so that a lane and the one that it is compared with look alike.
 *
 * @param sides the side of each lane, by its id
 */
export function sideStyles(
  lines: readonly StyledLine[],
  sides: ReadonlyMap<string, 'base' | 'head'>,
): ReadonlyMap<string, LineStyle> {
  const sideOf = ({ laneId }: StyledLine) => sides.get(laneId) ?? 'base';
  const lanesOf = (side: string) => [
    ...new Set(lines.filter((line) => sideOf(line) === side).map(({ laneId }) => laneId)),
  ];
  const places = { base: lanesOf('base'), head: lanesOf('head') };
  const placeOf = (line: StyledLine) => places[sideOf(line)].indexOf(line.laneId);
  const usual = styled(lines, placeOf);
  return new Map(
    lines.flatMap((line) => {
      const lineStyle = usual.get(line.id);
      if (lineStyle === undefined) return [];
      const shape = shapes[placeOf(line) % shapes.length] ?? shapes[0];
      const dash = sideOf(line) === 'base' ? undefined : '6 4';
      // The two sides' lines of token budgets differ by their markers.
      return [[line.id, { ...lineStyle, shape, dash: line.byTokens ? budgetDash : dash }] as const];
    }),
  );
}

/** Groups items by lane, lanes in the order in which they first appear. */
export function byLane<T>(
  items: readonly T[],
  lineOf: (item: T) => { readonly laneId: string },
): [T, ...T[]][] {
  const lanes = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const { laneId } = lineOf(item);
    const held = lanes.get(laneId);
    if (held === undefined) lanes.set(laneId, [item]);
    else held.push(item);
  }
  return [...lanes.values()];
}
