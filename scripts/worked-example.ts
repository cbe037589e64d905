import type { JudgedLane, MeasuredBatch } from '../src/core/bench/measured-lane.ts';
import { chooseBatch } from '../src/core/bench/pair-count-recommendation.ts';
import { isBatchCell } from '../src/core/document/run-draft.ts';
import type { RunRecord } from '../src/core/document/run-record.ts';
import { autocorrelationWidening, meanInterval95 } from '../src/core/stats/interval.ts';
import { lag1Autocorrelation, mean, standardDeviation, sum } from '../src/core/stats/moments.ts';
import { quantile, samplesForP95 } from '../src/core/stats/quantile.ts';
import { pairedRatio } from '../src/core/stats/ratio.ts';
import { isSamples, type Samples, sortSamples } from '../src/core/stats/samples.ts';
import { studentTQuantile } from '../src/core/stats/student-t.ts';

const begin = '<!-- worked-example -->';
const end = '<!-- /worked-example -->';

const number = (value: number): string => String(Number(value.toPrecision(6)));
const line = (label: string, ...values: (number | string)[]): string =>
  `${label.padEnd(22)}${values.map((value) => (typeof value === 'number' ? number(value) : value)).join('  ')}`;

/**
 * Recomputes the figures of a record's first measured lane at its first pair count from the raw samples. The
 * result is lines of text: one cell in full, then each ratio to the fastest cell and what follows from it.
 *
 * @throws Error if the record has no such lane
 */
export function workedExample(record: RunRecord): string {
  const lane = record.lanes.find(({ cells }) => cells.some(isBatchCell));
  const cells = lane?.cells.filter(isBatchCell) ?? [];
  const pairCount = cells[0]?.pairCount;
  if (lane === undefined || pairCount === undefined) throw new Error('Nothing was measured in this record.');
  const sampling = record.settings.repetitions === null ? 'sequential' : 'planned';
  const judged: JudgedLane = { ...lane, suspect: false, sampling, cells };
  const choice = chooseBatch(judged, pairCount);
  if (choice === null) throw new Error('Nothing can be recommended from this record.');
  const { fastest, chosen, certainty, all } = choice;
  return [
    `${lane.id}: ${lane.model.id}, ${lane.device}, ${lane.dtype}, ${pairCount} pairs a request`,
    '',
    ...cellFigures(fastest.cell),
    ...all.filter((one) => one !== fastest).flatMap(({ cell }) => ratioFigures(cell, fastest.cell)),
    '',
    line('recommended batch', chosen.cell.batchSize, certainty),
  ].join('\n');
}

function cellFigures({ batchSize, pairCount, latencyMs }: MeasuredBatch): string[] {
  const samples = asSamples(latencyMs.samples);
  const n = samples.length;
  const sorted = sortSamples(samples);
  const centre = mean(samples);
  const sd = standardDeviation(samples);
  const [low, high] = meanInterval95(samples) ?? [Number.NaN, Number.NaN];
  return [
    `batch ${batchSize}, the fastest; latencies in ms`,
    line('n', n),
    line('mean', centre),
    line('sd', sd),
    line('cv', sd / centre),
    line('r₁', lag1Autocorrelation(samples)),
    line('2/√n', 2 / Math.sqrt(n)),
    line('widening', autocorrelationWidening(samples)),
    line('t(0.975, n − 1)', studentTQuantile(0.975, n - 1)),
    line('95 % interval', low, high),
    line('median', quantile(sorted, 0.5)),
    ...(n >= samplesForP95 ? [line('P95', quantile(sorted, 0.95))] : []),
    line('pairs per second', (1000 * n * pairCount) / sum(samples)),
  ];
}

function ratioFigures(cell: MeasuredBatch, fastest: MeasuredBatch): string[] {
  const estimate = pairedRatio(fastest.latencyMs, cell.latencyMs);
  if (estimate === null) return [];
  return [
    '',
    `batch ${cell.batchSize} ÷ batch ${fastest.batchSize}`,
    line(
      'pairs per second',
      (1000 * cell.latencyMs.samples.length * cell.pairCount) / sum(cell.latencyMs.samples),
    ),
    line('shared rounds', estimate.n),
    line('ratio', estimate.ratio),
    ...(estimate.ci95 === null ? [] : [line('95 % interval', ...estimate.ci95)]),
  ];
}

function asSamples(values: readonly number[]): Samples {
  if (!isSamples(values)) throw new Error('A measured cell has no samples.');
  return values;
}

/**
 * The block between the document's marks, without its code fence.
 *
 * @throws Error if the marks are missing
 */
export function exampleIn(markdown: string): string {
  const [from, to] = marks(markdown);
  return markdown.slice(from, to).replaceAll('```text', '').replaceAll('```', '').trim();
}

/**
 * The document with another block between its marks.
 *
 * @throws Error if the marks are missing
 */
export function withExample(markdown: string, example: string): string {
  const [from, to] = marks(markdown);
  return `${markdown.slice(0, from)}\n\`\`\`text\n${example}\n\`\`\`\n${markdown.slice(to)}`;
}

function marks(markdown: string): [from: number, to: number] {
  const from = markdown.indexOf(begin);
  const to = markdown.indexOf(end);
  if (from < 0 || to < from) throw new Error(`There is no ${begin} … ${end} in the document.`);
  return [from + begin.length, to];
}
