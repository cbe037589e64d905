/**
 * Simulates how many rounds lanes take and how often they are sure, with and without waiting for the choice
 * of a batch size: `npx tsx benchmarks/rounds-of-a-lane.ts --lanes 200`.
 *
 * It needs no model and no browser. It has six batch sizes at three pair counts, with noise that is
 * independent from cell to cell.
 */
import { parseArgs } from 'node:util';
import { normalNoise } from '../src/core/bench/testing/simulated-lane.ts';
import { sampleLanes } from '../src/core/bench/testing/simulated-sampling.ts';
import { markdownTable } from './support/markdown.ts';

/** True throughputs of six batch sizes, as shares of the best. */
const plans = {
  'far apart': [0.5, 0.7, 0.85, 1, 0.9, 0.8],
  near: [0.6, 0.8, 0.92, 0.98, 1, 0.99],
  'on the limit': [0.6, 0.8, 0.95, 1, 0.99, 0.98],
  tied: [1, 1, 1, 1, 1, 1],
};

const { values } = parseArgs({ options: { lanes: { type: 'string', default: '200' } } });
const lanes = Number(values.lanes);
const percent = (share: number) => `${Math.round(100 * share)} %`;

const rows = Object.entries(plans).flatMap(([name, shares]) =>
  [0.01, 0.03, 0.05, 0.1].map((cv) => {
    const before = sampleLanes('means', shares, cv, normalNoise(7), lanes);
    const after = sampleLanes('choice', shares, cv, normalNoise(7), lanes);
    return [
      ...[name, percent(cv), before.rounds.toFixed(1), after.rounds.toFixed(1)],
      ...[percent(before.atMost), percent(after.atMost), percent(before.sure), percent(after.sure)],
      `${(100 * after.wrong).toFixed(1)} %`,
    ];
  }),
);
const head = [
  'sizes',
  'noise',
  'rounds before',
  'rounds',
  'all 30 before',
  'all 30',
  'sure before',
  'sure',
  'wrong',
];
console.log(markdownTable(head, rows));
