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
  /** The point that the label belongs to. */
  readonly anchor: Point;
  /** Top left corners to try, best first. */
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

/** The point of a box that is nearest to a given point. */
export const nearestPoint = (box: Box, { x, y }: Point): Point => ({
  x: Math.max(box.x, Math.min(x, box.x + box.width)),
  y: Math.max(box.y, Math.min(y, box.y + box.height)),
});

/** Points every few pixels on the straight line from an anchor to its label. */
function way(anchor: Point, box: Box): Point[] {
  const end = nearestPoint(box, anchor);
  const pieces = Math.ceil(Math.hypot(end.x - anchor.x, end.y - anchor.y) / 3);
  return Array.from({ length: pieces }, (_, i) => ({
    x: anchor.x + (i / pieces) * (end.x - anchor.x),
    y: anchor.y + (i / pieces) * (end.y - anchor.y),
  }));
}

interface LabelCandidate {
  readonly box: Box;
  readonly way: readonly Point[];
  /** Square pixels of obstacles that it covers, plus a price that rises down the label's list. */
  readonly cost: number;
}

/** Whether two labels do not overlap and neither stands between the other and its anchor. */
const areClear = (a: LabelCandidate, b: LabelCandidate) =>
  overlapArea(a.box, b.box) === 0 &&
  !a.way.some((point) => contains(b.box, point)) &&
  !b.way.some((point) => contains(a.box, point));

/** The price of one step down a label's list, in covered square pixels. */
const placeCost = 6;
/** A label that would cost more than this is left out. */
const omissionCost = 200;

/**
 * Places labels. A label never leaves `bounds`, overlaps another label or stands between one and its anchor.
 * Among the positions left it takes the one that covers least of `obstacles`, and of equals the first in its
 * list. The outcome depends on which label chooses first, so every one of `orders` (the same labels in
 * different orders) is tried and the cheapest outcome kept. A label without a good position is left out; the
 * tooltip and the table still hold its figures.
 */
export function placeLabels(
  orders: readonly (readonly LabelWish[])[],
  obstacles: readonly Box[],
  bounds: Box,
): ReadonlyMap<string, Box> {
  const candidates = new Map(
    (orders[0] ?? []).map((wish) => [wish.id, candidatesOf(wish, obstacles, bounds)]),
  );
  let best: { placed: ReadonlyMap<string, LabelCandidate>; cost: number } | null = null;
  for (const order of orders) {
    const placed = new Map<string, LabelCandidate>();
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

/** The acceptable positions, cheapest first. */
function candidatesOf(wish: LabelWish, obstacles: readonly Box[], bounds: Box): LabelCandidate[] {
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
