import { budgetDash, type LineLook, type LookedAtLine, lineLooks, type MarkerShape } from './line-look.ts';

const shapes: readonly [MarkerShape, ...MarkerShape[]] = ['circle', 'square', 'diamond', 'triangle'];

/**
 * Looks for lines of two sides: base solid, head dashed; colour and width by pair count as ever, and the markers' shape by
 * the lane's place on its side, so that several runs a side can be told apart.
 *
 * @param sides the side of each lane, by its id
 */
export function sideLooks(
  lines: readonly LookedAtLine[],
  sides: ReadonlyMap<string, 'base' | 'head'>,
): ReadonlyMap<string, LineLook> {
  const usual = lineLooks(lines);
  const lanesOf = (side: string) => [
    ...new Set(lines.filter(({ laneId }) => sides.get(laneId) === side).map(({ laneId }) => laneId)),
  ];
  const places = { base: lanesOf('base'), head: lanesOf('head') };
  return new Map(
    lines.flatMap(({ id, laneId, byTokens }) => {
      const look = usual.get(id);
      const side = sides.get(laneId) ?? 'base';
      if (look === undefined) return [];
      const shape = shapes[places[side].indexOf(laneId) % shapes.length] ?? shapes[0];
      const dash = side === 'base' ? undefined : '6 4';
      // The sides' budgets are told apart by their lanes' shapes.
      return [[id, { ...look, shape, dash: byTokens ? budgetDash : dash }] as const];
    }),
  );
}
