import { type Box, type LabelWish, nearestPoint, placeLabels } from './label-placement.ts';
import type { PlacedLine, PlacedPoint } from './line-geometry.ts';

/** A text beside a point. */
export interface Caption {
  readonly id: string;
  readonly lineId: string;
  readonly text: string;
  readonly kind: 'best' | 'end';
  readonly box: Box;
  /** The point that it names. */
  readonly x: number;
  readonly y: number;
  /** A line from the point to a caption that is further away; else `null`. */
  readonly leader: string | null;
}

interface CaptionTexts {
  readonly best: (placed: PlacedPoint) => string;
  /** At the end of a line, so that the line has a name without its colour. */
  readonly end: (line: PlacedLine) => string;
}

const height = 15;
/** A generous width for a tabular figure at 11.5 px. Measuring each text would cost a layout. */
const characterWidth = 7;
const pointRadius = 5;
const ringRadius = 8;

/**
 * The captions that find room: best points first, then the lines' ends. In a crowd the point in the middle
 * should choose last, so the best points choose from the top, from the bottom, or from both in turn.
 */
export function captions(lines: readonly PlacedLine[], texts: CaptionTexts, bounds: Box): Caption[] {
  const best = bestCaptions(lines, texts).sort((a, b) => a.y - b.y);
  const ends = endCaptions(lines, texts);
  const wanted = [...best, ...ends];
  const orders = [best, best.toReversed(), outsideIn(best), best.toSorted((a, b) => a.x - b.x)];
  const boxes = placeLabels(
    orders.map((order) => [...order, ...ends].map(({ wish }) => wish)),
    obstacles(lines),
    bounds,
  );
  return wanted.flatMap(({ wish, ...caption }) => {
    const box = boxes.get(wish.id);
    return box === undefined ? [] : { ...caption, id: wish.id, box, leader: leader(caption, box) };
  });
}

/** The line from the ring to the caption's nearest edge; `null` if the caption is close to its point. */
function leader({ x, y, kind }: Omit<Wanted, 'wish'>, box: Box): string | null {
  const end = nearestPoint(box, { x, y });
  const length = Math.hypot(end.x - x, end.y - y);
  if (kind !== 'best' || length < ringRadius + 6) return null;
  const share = ringRadius / length;
  const from = { x: x + share * (end.x - x), y: y + share * (end.y - y) };
  return `M${from.x.toFixed(1)} ${from.y.toFixed(1)}L${end.x.toFixed(1)} ${end.y.toFixed(1)}`;
}

type Wanted = Omit<Caption, 'id' | 'box' | 'leader'> & { readonly wish: LabelWish };

const widthOf = (text: string) => text.length * characterWidth + 2;

/** First and last, second and last but one, and so on. */
const outsideIn = <T>(items: readonly T[]): T[] =>
  items
    .map((item, index) => ({ item, rank: Math.min(2 * index, 2 * (items.length - 1 - index) + 1) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);

function bestCaptions(lines: readonly PlacedLine[], texts: CaptionTexts): Wanted[] {
  return lines.flatMap(({ line, points }) => {
    const placed = points.find(({ point }) => point.best);
    if (placed === undefined) return [];
    const text = texts.best(placed);
    const width = widthOf(text);
    const { x, y } = placed;
    const above = y - ringRadius - height - 1;
    const below = y + ringRadius + 1;
    const places = [
      { x: x - width / 2, y: above },
      { x: x - width - ringRadius + 4, y: above },
      { x: x + ringRadius - 4, y: above },
      { x: x - width / 2, y: below },
      { x: x - width - ringRadius + 4, y: below },
      { x: x + ringRadius - 4, y: below },
      { x: x - width - ringRadius - 2, y: y - height / 2 },
      { x: x + ringRadius + 2, y: y - height / 2 },
      ...[1, 2, 3].flatMap((rows) => [
        { x: x - width / 2, y: above - rows * height },
        { x: x - width - 2, y: above - rows * height },
        { x: x + 2, y: above - rows * height },
        { x: x - width / 2, y: below + rows * height },
        { x: x - width - 2, y: below + rows * height },
        { x: x + 2, y: below + rows * height },
      ]),
    ];
    const wish = { id: `${line.id}/best`, width, height, anchor: { x, y }, places };
    return [{ wish, lineId: line.id, text, kind: 'best' as const, x, y }];
  });
}

/** Names pair counts at their lines' ends, where there are several. */
function endCaptions(lines: readonly PlacedLine[], texts: CaptionTexts): Wanted[] {
  if (new Set(lines.map(({ line }) => line.pairCount)).size < 2) return [];
  const ends = lines.flatMap((placedLine) => {
    const last = placedLine.points.at(-1);
    // The line of token budgets needs no name: it has its pair count's colour and ends near that line.
    return last === undefined || placedLine.line.byTokens ? [] : { placedLine, last };
  });
  const columns = new Set(ends.map(({ last }) => last.point.batchSize));
  return [...columns].flatMap((batchSize) => {
    const column = ends.filter(({ last }) => last.point.batchSize === batchSize);
    column.sort((a, b) => a.last.y - b.last.y);
    const middles = spread(
      column.map(({ last }) => last.y),
      height - 1,
    );
    return column.map(({ placedLine, last: { point, x, y } }, index) => {
      const text = texts.end(placedLine);
      const left = x + (hasRing(point) ? ringRadius : pointRadius) + 3;
      const top = (middles[index] ?? y) - height / 2;
      const places = [0, -4, 4, -8, 8].map((step) => ({ x: left, y: top + step }));
      const wish = {
        id: `${placedLine.line.id}/end`,
        width: widthOf(text),
        height: height - 1,
        anchor: { x, y },
        places,
      };
      return { wish, lineId: placedLine.line.id, text, kind: 'end' as const, x, y };
    });
  });
}

/** What a caption should not cover: markers, error bars, and the lines between points, in pieces. */
function obstacles(lines: readonly PlacedLine[]): Box[] {
  return lines.flatMap(({ points, floor }) => [
    ...points.map(({ point, x, y }) => around(x, y, hasRing(point) ? ringRadius : pointRadius)),
    ...points.flatMap(({ bar, x }) =>
      bar === null ? [] : { x: x - 2, y: bar.top, width: 4, height: bar.bottom - bar.top },
    ),
    ...floor.map(({ x, y }) => around(x, y, pointRadius)),
    ...points.slice(1).flatMap((to, index) => {
      const from = points[index];
      if (from === undefined) return [];
      const pieces = Math.max(2, Math.ceil((to.x - from.x) / 8));
      return Array.from({ length: pieces - 1 }, (_, i) => {
        const share = (i + 1) / pieces;
        return around(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y), 1.5);
      });
    }),
  ]);
}

const hasRing = ({ best, fastest }: PlacedPoint['point']) => best || fastest;

const around = (x: number, y: number, radius: number): Box => ({
  x: x - radius,
  y: y - radius,
  width: 2 * radius,
  height: 2 * radius,
});

/**
 * Moves ascending positions apart until neighbours are at least `pitch` apart. Each crowd spreads around its
 * own middle, and the order stays.
 */
export function spread(positions: readonly number[], pitch: number): number[] {
  const crowds: { readonly members: number[]; readonly middle: number }[] = [];
  const reach = (crowd: { members: number[] }) => ((crowd.members.length - 1) * pitch) / 2;
  for (const position of positions) {
    let crowd = { members: [position], middle: position };
    for (let before = crowds.at(-1); before !== undefined; before = crowds.at(-1)) {
      if (before.middle + reach(before) + pitch <= crowd.middle - reach(crowd)) break;
      crowds.pop();
      const members = [...before.members, ...crowd.members];
      crowd = { members, middle: members.reduce((a, b) => a + b, 0) / members.length };
    }
    crowds.push(crowd);
  }
  return crowds.flatMap((crowd) =>
    crowd.members.map((_, index) => crowd.middle - reach(crowd) + index * pitch),
  );
}
