import { describe, expect, it } from 'vitest';
import { compareRuns } from './comparison.ts';
import type { RunFigures } from './run-figures.ts';
import { judgeSlowdown } from './slowdown-gate.ts';
import { comparableCell, comparableLane, comparableRun } from './testing/comparable-examples.ts';

type Change = Partial<RunFigures>;

/** Runs with one cell each, with these mean latencies in ms. */
const runs = (side: string, means: readonly number[], change: Change = {}) =>
  means.map((mean, i) => comparableRun(`${side}${i}`, [comparableLane([comparableCell(4, mean)])], change));

const judge = (
  base: readonly RunFigures[],
  head: readonly RunFigures[],
  allowedSlowdown = 0.1,
  allowDifferentInput = false,
) => judgeSlowdown(compareRuns(base, head), { base, head }, { allowedSlowdown, allowDifferentInput });

const base = runs('b', [100, 101, 99]);

describe('a gate on slowdown', () => {
  it('fails where the upper end of the interval is below what is allowed, and passes just above', () => {
    const head = runs('h', [112, 113, 111]);
    const { ratio } = compareRuns(base, head).overall;
    const high = ratio?.high ?? Number.NaN;
    expect(high).toBeGreaterThan(0.9);
    expect(high).toBeLessThan(0.92);
    expect(judge(base, head, 1 - high - 1e-9)).toMatchObject({ state: 'failed', ratio });
    expect(judge(base, head, 1 - high + 1e-9)).toMatchObject({ state: 'passed', ratio });
  });

  it('passes where the ratio is too low but the runs scatter too much to be sure', () => {
    const outcome = judge(base, runs('h', [100, 125, 160]));
    expect(outcome).toMatchObject({ state: 'passed', leastRatio: 0.9 });
    expect('ratio' in outcome && outcome.ratio.ratio).toBeLessThan(0.9);
  });

  it.each([
    ['base', runs('b', [100]), runs('h', [200, 201, 202])],
    ['head', base, runs('h', [200])],
  ])('never fails with one run on the %s', (_side, ofBase, ofHead) => {
    expect(judge(ofBase, ofHead)).toMatchObject({ state: 'advisory' });
  });

  it('takes one run given three times for one run', () => {
    const [once] = runs('h', [200]);
    if (once === undefined) throw new Error('there is a run');
    expect(judge(base, [once, once, once])).toMatchObject({ state: 'advisory' });
  });

  it('is refused for different inputs, unless they are allowed', () => {
    const other = { input: { source: 'own', pairCount: 40, tokenLengths: null, sha256: 'bb' } } as const;
    const head = runs('h', [200, 201, 202], other);
    expect(judge(base, head)).toMatchObject({ state: 'refused', reason: 'inputs-differ' });
    expect(judge(base, head, 0.1, true)).toMatchObject({ state: 'failed' });
  });

  it('is refused where requests carried different numbers of tokens', () => {
    const head = [0, 1].map((i) =>
      comparableRun(`h${i}`, [comparableLane([comparableCell(4, 200 + i, { tokens: 500 })])]),
    );
    expect(judge(base, head)).toMatchObject({ state: 'refused', reason: 'work-differs' });
  });

  it('is refused for a run that stands on both sides, whatever else is allowed', () => {
    const head = [...runs('h', [200, 201]), ...base.slice(0, 1)];
    expect(judge(base, head, 0.1, true)).toMatchObject({ state: 'refused', reason: 'run-on-both-sides' });
  });

  it('has nothing to judge in lanes whose scores are suspect', () => {
    const head = [0, 1].map((i) =>
      comparableRun(`h${i}`, [comparableLane([comparableCell(4, 200 + i)], { suspect: true })]),
    );
    expect(judge(base, head)).toMatchObject({ state: 'nothing-to-judge' });
  });
});
