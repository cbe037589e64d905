import type { PassSample } from './pass-sample.ts';
import { PassTally } from './pass-tally.ts';

/** Shapes of a lane whose times are kept: a sweep of large requests has thousands, and its record is to stay readable. */
export const mostShapes = 400;

/**
 * Times of passes that are known with fresh ones. Shapes that are known stay; where there is not room for all new ones, batches of every
 * number of pairs keep their share, spread over their lengths.
 *
 * @returns by pairs, then by length, no more than `most` shapes
 */
export function mergedPasses(
  known: readonly PassSample[],
  fresh: readonly PassSample[],
  most = mostShapes,
): PassSample[] {
  const shapeOf = ({ pairs, length }: PassSample): string => `${pairs}×${length}`;
  const shapes = new Set(known.map(shapeOf));
  const added = spread(
    fresh.filter((sample) => !shapes.has(shapeOf(sample))),
    Math.max(0, most - known.length),
  );
  const tally = new PassTally();
  for (const sample of [...known, ...fresh.filter((one) => shapes.has(shapeOf(one))), ...added]) {
    for (const ms of sample.ms) tally.add({ ...sample, ms });
  }
  return tally.samples();
}

/** As many of the samples as there is room for: the numbers of pairs that have few shapes keep all, the others share what is left. */
function spread(samples: readonly PassSample[], room: number): PassSample[] {
  const groups = new Map<number, PassSample[]>();
  for (const sample of samples) groups.set(sample.pairs, [...(groups.get(sample.pairs) ?? []), sample]);
  const ascending = [...groups.values()].sort((a, b) => a.length - b.length);
  let left = room;
  return ascending.flatMap((group, i) => {
    const share = Math.min(group.length, Math.floor(left / (ascending.length - i)));
    left -= share;
    const byLength = [...group].sort((a, b) => a.length - b.length);
    return Array.from(
      { length: share },
      (_, k) => byLength[Math.floor(((k + 0.5) * group.length) / share)] as PassSample,
    );
  });
}
