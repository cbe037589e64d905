import { describe, expect, it } from 'vitest';
import { compareRuns } from './comparison.ts';
import { comparisonReport } from './comparison-report.ts';
import { reportToMarkdown } from './report.ts';
import type { RunFigures } from './run-figures.ts';
import { judgeSlowdown } from './slowdown-gate.ts';
import { comparableCell, comparableLane, comparableRun } from './testing/comparable-examples.ts';
import { exampleLoadRecord } from './testing/example-load-test.ts';

function markdown(base: readonly RunFigures[], head: readonly RunFigures[], allowed?: number): string {
  const comparison = compareRuns(base, head);
  const rule = { allowedSlowdown: allowed ?? 0, allowDifferentInput: false };
  const gate = allowed === undefined ? null : judgeSlowdown(comparison, { base, head }, rule);
  return reportToMarkdown(comparisonReport({ comparison, base, head, gate }));
}

const side = (name: string, means: readonly number[], change: Partial<RunFigures> = {}) =>
  means.map((ms, i) => comparableRun(`${name}${i}`, [comparableLane([comparableCell(4, ms)])], change));

const base = side('b', [100, 101, 99]);

describe('a comparison in words', () => {
  it('begins with the verdict and has a row for each cell', () => {
    const text = markdown(base, side('h', [125, 126, 124]));
    expect(text).toMatch(/^## Head against base: 20 % ± 2 % slower\n/);
    expect(text).toMatch(/^\| 10 \| 4 \| 100 \| 80 \| 0\.8 .*\| 20 % ± 2 % slower \|$/m);
    expect(text).toContain('3 runs against 3');
    expect(text).toContain('Nothing that a run record knows of');
  });

  it('says with one run on a side that the verdict is advisory, and why', () => {
    const text = markdown(base, side('h', [125]), 0.1);
    expect(text).toContain('Advisory, fails nothing: with one run on a side');
    expect(text).toContain('A side has only one run');
  });

  it('says what the gate found and what it allows', () => {
    expect(markdown(base, side('h', [125, 126, 124]), 0.1)).toMatch(
      /FAILED: .*80\.0 % .*below the allowed 90 %/,
    );
    expect(markdown(base, side('h', [100, 101, 99]), 0.1)).toContain('Passed.');
    expect(markdown(base, side('h', [90, 125, 170]), 0.1)).toContain('more runs would tell');
  });

  it('warns of different inputs, of a run on both sides, and of what is on one side only', () => {
    const own = { input: { source: 'own', pairCount: 40, tokenLengths: null, sha256: 'bb' } } as const;
    expect(markdown(base, side('h', [100], own))).toContain('The inputs differ');
    expect(markdown(base, base, 0.1)).toContain('Not judged: a run stands on both sides');
    const gpu = comparableLane([comparableCell(4, 10)], { device: 'webgpu' });
    expect(markdown(base, [comparableRun('h', [gpu])])).toContain('Only in the head: WebGPU · fp32');
    const wider = [comparableCell(4, 100), comparableCell(32, 90)];
    expect(markdown([comparableRun('b', [comparableLane(wider)])], side('h', [100]))).toContain(
      'Measured only in the base, and not counted \\(pairs × batch\\): 10 × 32',
    );
  });

  it('says of runs that hold nothing but load tests that those are not compared', () => {
    const { loadTests = [] } = exampleLoadRecord();
    const tested = comparableRun('h', [comparableLane([])], { loadTests });
    expect(markdown(base, [tested])).toContain('- Head: 1 run of load tests alone, which are not compared.');
    const both = comparableRun('h', [comparableLane([comparableCell(4, 100)])], { loadTests });
    expect(markdown(base, [both])).not.toContain('load tests');
  });

  it('lists what else differs, with names that stay text', () => {
    const label = '<img src=x> | `a`\n\u202e@name';
    const text = markdown(base, side('h', [100, 101], { label }));
    expect(text).toContain('| Device label | not set | \\<img src=x\\> \\| \\`a\\` @\u200bname |');
    expect(text).not.toContain('\u202e');
  });

  it('marks suspect lanes and unlike work', () => {
    const lane = comparableLane([comparableCell(4, 100)], { suspect: true });
    expect(markdown(base, [comparableRun('h', [lane])])).toContain('SUSPECT SCORES: not counted');
    const more = comparableLane([comparableCell(4, 100, { tokens: 999 })]);
    expect(markdown(base, [comparableRun('h', [more])])).toContain('different numbers of tokens');
  });
});
