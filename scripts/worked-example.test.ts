import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as theirs from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { runRecordSchema } from '../src/core/document/run-record.ts';
import { studentTCdf } from '../src/core/stats/student-t.ts';
import { exampleIn, withExample, workedExample } from './worked-example.ts';

const docs = join(import.meta.dirname, '..', 'docs');
const markdown = readFileSync(join(docs, 'method.md'), 'utf8');
const record = runRecordSchema.parse(
  JSON.parse(readFileSync(join(docs, 'examples', 'worked-example.json'), 'utf8')),
);
const example = exampleIn(markdown);

/** The parts of the block: the lane; the fastest cell; a ratio for each other cell; the recommendation. */
const parts = example.split('\n\n').map((part) => {
  const [title = '', ...lines] = part.split('\n');
  const figures = lines.map(
    (text) => [text.slice(0, 22).trim(), text.slice(22).split('  ').map(Number)] as const,
  );
  return { title, figures: new Map(figures) };
});
const [head, fastest, ...rest] = parts;
const ratios = rest.slice(0, -1);

const pairCount = Number(/(\d+) pairs a request/.exec(head?.title ?? '')?.[1]);
const laneId = head?.title.split(':')[0];
const samplesOf = (batch: number): number[] => {
  const cell = record.lanes
    .find(({ id }) => id === laneId)
    ?.cells.find((one) => one.batchSize === batch && one.pairCount === pairCount);
  if (cell?.state !== 'measured') throw new Error(`Batch ${batch} was not measured.`);
  // With fixed repetitions every cell has every round, in order.
  expect(cell.latencyMs.rounds).toEqual(cell.latencyMs.samples.map((_, i) => i + 1));
  return cell.latencyMs.samples;
};
const batches = (title: string) => [...title.matchAll(/batch (\d+)/g)].map(([, batch]) => Number(batch));

/** Compares with a printed figure, which has six digits. */
function expectPrinted(printed: number | undefined, recomputed: number) {
  expect(Math.abs((printed ?? Number.NaN) - recomputed)).toBeLessThanOrEqual(6e-6 * Math.abs(recomputed));
}

/** r₁ and the widening factor, by the formulas of docs/method.md. */
function dependence(values: readonly number[]) {
  const centre = theirs.mean([...values]);
  const neighbours = values.slice(1).map((value, i) => (value - centre) * ((values[i] ?? 0) - centre));
  const r1 = theirs.sum(neighbours) / theirs.sum(values.map((value) => (value - centre) ** 2));
  return { r1, widening: r1 > 2 / Math.sqrt(values.length) ? Math.sqrt((1 + r1) / (1 - r1)) : 1 };
}

/** Checks that a t, recovered from the other parts of an interval, is the 97.5 % quantile. */
const isT975 = (t: number, degrees: number) => expect(studentTCdf(t, degrees)).toBeCloseTo(0.975, 5);

describe('the worked example of docs/method.md', () => {
  it('is what the code computes (npx tsx scripts/make-worked-example.ts)', () => {
    expect(example).toBe(workedExample(record));
    expect(withExample(markdown, workedExample(record))).toBe(markdown);
  });

  it('has the figures of the fastest cell, recomputed from raw samples', () => {
    const [batch = 0] = batches(fastest?.title ?? '');
    const samples = samplesOf(batch);
    const n = samples.length;
    const centre = theirs.mean(samples);
    const sd = theirs.sampleStandardDeviation(samples);
    const { r1, widening } = dependence(samples);
    const sorted = samples.toSorted((a, b) => a - b);
    const rank = (n - 1) * 0.95;
    const [below = 0, above = 0] = sorted.slice(Math.floor(rank));
    const [t = 0] = fastest?.figures.get('t(0.975, n − 1)') ?? [];
    isT975(t, n - 1);
    const half = ((t * sd) / Math.sqrt(n)) * widening;
    const recomputed: Record<string, number[]> = {
      n: [n],
      mean: [centre],
      sd: [sd],
      cv: [sd / centre],
      'r₁': [r1],
      '2/√n': [2 / Math.sqrt(n)],
      widening: [widening],
      't(0.975, n − 1)': [t],
      '95 % interval': [centre - half, centre + half],
      median: [theirs.median(samples)],
      ...(n >= 20 && { P95: [below + (rank % 1) * (above - below)] }),
      'pairs per second': [(1000 * n * pairCount) / theirs.sum(samples)],
    };
    expect([...(fastest?.figures.keys() ?? [])].sort()).toEqual(Object.keys(recomputed).sort());
    for (const [label, values] of Object.entries(recomputed)) {
      for (const [i, value] of values.entries()) {
        // The ends follow from a t of six digits. They lie within a few per cent of each other.
        const printed = fastest?.figures.get(label)?.[i] ?? Number.NaN;
        if (label === '95 % interval') expect(Math.abs(printed - value)).toBeLessThan(1e-5 * centre);
        else expectPrinted(printed, value);
      }
    }
  });

  it('has every ratio to the fastest with its interval, paired by round', () => {
    const others = record.lanes
      .find(({ id }) => id === laneId)
      ?.cells.filter((cell) => cell.state === 'measured' && cell.pairCount === pairCount);
    expect(ratios).toHaveLength((others?.length ?? 0) - 1);
    for (const { title, figures } of ratios) {
      const [batch = 0, best = 0] = batches(title);
      const own = samplesOf(batch);
      const other = samplesOf(best);
      const k = own.length;
      const [ownMean, otherMean] = [theirs.mean(own), theirs.mean(other)];
      const moves = own.map((value, i) => (other[i] ?? 0) / otherMean - value / ownMean);
      const error = (theirs.sampleStandardDeviation(moves) / Math.sqrt(k)) * dependence(moves).widening;
      const ratio = otherMean / ownMean;
      expectPrinted(figures.get('pairs per second')?.[0], (1000 * pairCount) / ownMean);
      expectPrinted(figures.get('shared rounds')?.[0], k);
      expectPrinted(figures.get('ratio')?.[0], ratio);
      const [low = 0, high = 0] = figures.get('95 % interval') ?? [];
      isT975(Math.log(high / ratio) / error, k - 1);
      isT975(Math.log(ratio / low) / error, k - 1);
    }
  });

  it('recommends the smallest batch size whose interval does not end below 0.95', () => {
    const [best = 0] = batches(fastest?.title ?? '');
    const ends = ratios.map(({ title, figures }) => {
      const [low = 0, high = 0] = figures.get('95 % interval') ?? [];
      return { batch: batches(title)[0] ?? 0, low, high };
    });
    const all = [...ends, { batch: best, low: 1, high: 1 }].sort((a, b) => a.batch - b.batch);
    const chosen = all.find(({ high }) => high >= 0.95);
    expect(example).toMatch(new RegExp(`recommended batch +${chosen?.batch}  (not-yet-)?sure$`));
    // Without a rival for the first place, the chosen cell's own interval decides.
    if (ends.every(({ high }) => high < 1)) {
      expect(example.endsWith('not-yet-sure')).toBe((chosen?.low ?? 0) < 0.95);
    }
  });

  it('agrees with what the record itself says of the cells', () => {
    const [batch = 0] = batches(fastest?.title ?? '');
    const cell = record.lanes
      .find(({ id }) => id === laneId)
      ?.cells.find((one) => one.batchSize === batch && one.pairCount === pairCount);
    if (cell?.state !== 'measured') throw new Error('The fastest cell was measured.');
    const { mean, sd, cv, median, p95, ci95 } = cell.latencyMs;
    const printed = (label: string) => fastest?.figures.get(label)?.[0];
    expectPrinted(printed('mean'), mean);
    expectPrinted(printed('sd'), sd);
    expectPrinted(printed('cv'), cv);
    expectPrinted(printed('median'), median);
    if (p95 !== undefined) expectPrinted(printed('P95'), p95);
    expectPrinted(printed('95 % interval'), ci95?.[0] ?? Number.NaN);
    expectPrinted(printed('pairs per second'), cell.pairsPerSecond);
    const entry = record.recommendations.find(
      (one) => one.kind === 'pair-count' && one.laneId === laneId && one.pairCount === pairCount,
    );
    expect(entry).toMatchObject({ batchSize: Number(/recommended batch +(\d+)/.exec(example)?.[1]) });
  });
});
