import { figure } from '../texts/format.ts';
import type { GateOutcome, RefusalReason } from './slowdown-gate.ts';

const refusals = {
  'inputs-differ': 'the runs did not score the same texts',
  'work-differs': 'requests of matched cells carried different numbers of tokens',
  'run-on-both-sides': 'a run stands on both sides and would be compared with itself',
} as const satisfies Record<RefusalReason, string>;

/** What the gate says and why, in one sentence or two; in English. */
export function gateWords(gate: GateOutcome): string {
  const least = `${figure(100 * gate.leastRatio)} % of the base's throughput`;
  switch (gate.state) {
    case 'failed':
      return `FAILED: slower than allowed. ${interval(gate)}; all of it lies below the allowed ${least}.`;
    case 'passed':
      return `Passed. ${interval(gate)}; its upper end is not below the allowed ${least}.${
        gate.ratio.low < gate.leastRatio
          ? ' That much slower is not ruled out either: more runs would tell.'
          : ''
      }`;
    case 'advisory':
      return `Advisory, fails nothing: with one run on a side nobody knows how much runs differ, and the samples inside a run differ by less. ${interval(gate)}, allowed is ${least}. Measure two runs or more on each side, better five.`;
    case 'refused':
      return `Not judged: ${refusals[gate.reason]}.`;
    case 'nothing-to-judge':
      return 'Not judged: no cell was measured in every run of both sides, by lanes whose scores can be trusted.';
    default:
      return gate satisfies never;
  }
}

/** With a decimal, so that the end of an interval does not seem to be the limit it is just below. */
const percent = (ratio: number) => `${(100 * ratio).toFixed(1)} %`;

const interval = ({ ratio }: Extract<GateOutcome, { readonly ratio: unknown }>) =>
  `Head has ${percent(ratio.ratio)} of the base's throughput, 95 % interval ${percent(ratio.low)} to ${percent(ratio.high)}`;
