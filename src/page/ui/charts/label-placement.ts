interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface LabelWish {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** What the label speaks of. */
  readonly anchor: Point;
  /** Top left corners that would do, dearest first. */
  readonly places: readonly Point[];
}

const overlapArea = (a: Box, b: Box) =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

const isInside = (a: Box, bounds: Box) =>
  a.x >= bounds.x &&
  a.y >= bounds.y &&
  a.x + a.width <= bounds.x + bounds.width &&
  a.y + a.height <= bounds.y + bounds.height;

const contains = (box: Box, { x, y }: Point) =>
  x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;

/** The point of a box that is nearest to another point. */
export const nearestPoint = (box: Box, { x, y }: Point): Point => ({
  x: Math.max(box.x, Math.min(x, box.x + box.width)),
  y: Math.max(box.y, Math.min(y, box.y + box.height)),
});

/** Points every few pixels on the straight way from an anchor to its label. */
function way(anchor: Point, box: Box): Point[] {
  const end = nearestPoint(box, anchor);
  const pieces = Math.ceil(Math.hypot(end.x - anchor.x, end.y - anchor.y) / 3);
  return Array.from({ length: pieces }, (_, i) => ({
    x: anchor.x + (i / pieces) * (end.x - anchor.x),
    y: anchor.y + (i / pieces) * (end.y - anchor.y),
  }));
}

interface Candidate {
  readonly box: Box;
  readonly way: readonly Point[];
  /** Square pixels of obstacles covered, and the price of its place in the label's list. */
  readonly cost: number;
}

/** Whether a label keeps clear of another and neither stands between the other and its anchor. */
const areClear = (a: Candidate, b: Candidate) =>
  overlapArea(a.box, b.box) === 0 &&
  !a.way.some((point) => contains(b.box, point)) &&
  !b.way.some((point) => contains(a.box, point));

/** What one step down a label's list of places is worth, in covered square pixels. */
const placeCost = 6;
/** A label that would cost more than this is better left out. */
const omissionCost = 200;

/**
 * Finds the labels places. A label never leaves `bounds`, overlaps another label or stands between one and its anchor;
 * among what is left it takes the place that covers least of `obstacles`, and of like places the dearest. Who chooses
 * first matters, so each of the `orders` (the same labels in different order) is tried and the cheapest outcome kept.
 * A label that finds no good place is left out: the tooltip and the table still say what it would have said.
 */
export function placeLabels(
  orders: readonly (readonly LabelWish[])[],
  obstacles: readonly Box[],
  bounds: Box,
): ReadonlyMap<string, Box> {
  const candidates = new Map(
    (orders[0] ?? []).map((wish) => [wish.id, candidatesOf(wish, obstacles, bounds)]),
  );
  let best: { placed: ReadonlyMap<string, Candidate>; cost: number } | null = null;
  for (const order of orders) {
    const placed = new Map<string, Candidate>();
    let cost = 0;
    for (const { id } of order) {
      const taken = [...placed.values()];
      const found = candidates.get(id)?.find((one) => taken.every((other) => areClear(one, other)));
      if (found !== undefined) placed.set(id, found);
      cost += found?.cost ?? omissionCost;
    }
    if (best === null || cost < best.cost) best = { placed, cost };
  }
  return new Map([...(best?.placed ?? [])].map(([id, { box }]) => [id, box]));
}

/** The places worth taking, cheapest first. */
function candidatesOf(wish: LabelWish, obstacles: readonly Box[], bounds: Box): Candidate[] {
  const { width, height, anchor, places } = wish;
  return places
    .map(({ x, y }, index) => {
      const box = { x, y, width, height };
      const covered = obstacles.reduce((area, obstacle) => area + overlapArea(box, obstacle), 0);
      return { box, way: way(anchor, box), cost: covered + index * placeCost };
    })
    .filter(({ box, cost }) => isInside(box, bounds) && cost < omissionCost)
    .sort((a, b) => a.cost - b.cost);
}
