import { describe, expect, it } from 'vitest';
import { studentTQuantile } from '../stats/student-t.ts';
import { compareRuns } from './comparison.ts';
import {
  comparableCell as cell,
  comparableLane as lane,
  comparableRun as run,
} from './testing/comparable-examples.ts';
import { gridRecord } from './testing/grid-record.ts';
import { linkedFigures } from './testing/linked-figures.ts';

/** Runs of one lane with one cell each, with these mean latencies. */
const runsOf = (side: string, ...meansMs: readonly number[]) =>
  meansMs.map((mean, i) => run(`${side}-${i}`, [lane([cell(4, mean)])]));

describe('several runs a side', () => {
  it('are compared by the spread between runs: the mean of their logarithms, by Welch', () => {
    const comparison = compareRuns(runsOf('base', 100, 102, 98), runsOf('head', 80, 81, 79));
    expect(comparison.scope).toBe('between-runs');
    const found = comparison.lanes[0]?.cells[0];
    // ³√(100·102·98 ÷ (80·81·79)), by hand.
    expect(found?.ratio?.ratio).toBeCloseTo(Math.cbrt(999_600 / 511_920), 12);
    expect(found?.verdict).toMatchObject({ kind: 'faster' });
    const { ratio, verdict, cellCount } = comparison.overall;
    expect(cellCount).toBe(1);
    expect(ratio?.ratio).toBeCloseTo(1.249898, 6);
    if (verdict.kind !== 'faster' || ratio === null) throw new Error(verdict.kind);
    expect(verdict.percent).toBeCloseTo(24.9898, 4);
    expect(verdict.plusMinusPercent).toBeCloseTo(50 * (ratio.high - ratio.low), 10);
    expect(found?.basePairsPerSecond).toBeCloseTo(10_000 / Math.cbrt(999_600), 10);
  });

  it('that differ by less than they scatter show no difference, however narrow their own intervals', () => {
    const verdict = compareRuns(runsOf('base', 100, 110, 92), runsOf('head', 97, 89, 106)).overall.verdict;
    expect(verdict.kind).toBe('no-measurable-difference');
  });

  it('say slower the other way round, by the share that is lost', () => {
    const { verdict } = compareRuns(runsOf('base', 80, 80.1), runsOf('head', 100, 100.1)).overall;
    if (verdict.kind !== 'slower') throw new Error(verdict.kind);
    expect(verdict.percent).toBeCloseTo(20, 0);
  });

  it('leave a cell unjudged that only one run of a side has, and out of the overall ratio', () => {
    const base = [run('b1', [lane([cell(1, 50), cell(4, 40)])]), run('b2', [lane([cell(1, 51)])])];
    const head = [
      run('h1', [lane([cell(1, 50), cell(4, 20)])]),
      run('h2', [lane([cell(1, 51), cell(4, 20)])]),
    ];
    const { lanes, overall } = compareRuns(base, head);
    expect(lanes[0]?.cells[1]?.verdict).toEqual({ kind: 'not-comparable', reason: 'too-few-runs' });
    expect(overall).toMatchObject({ cellCount: 1, verdict: { kind: 'no-measurable-difference' } });
    expect(overall.ratio?.ratio).toBeCloseTo(1, 12);
  });

  it('count a run once that is given twice', () => {
    const [base = run('none', [])] = runsOf('base', 100);
    const comparison = compareRuns([base, base, base], runsOf('head', 90, 91));
    expect(comparison.runCount).toEqual({ base: 1, head: 2 });
    expect(comparison.scope).toBe('within-run-only');
  });

  it('correct the cells for their number', () => {
    // One cell differs at p ≈ 0.02. It is called different alone, but not among many cells that do not
    // differ.
    const side = (name: string, others: number, means: readonly number[]) =>
      means.map((mean, i) =>
        run(`${name}${i}`, [
          lane([
            cell(1, mean),
            ...Array.from({ length: others }, (_, k) => cell(2 + k, 100 + ((i * 7 + k * 3) % 5))),
          ]),
        ]),
      );
    const compare = (others: number) =>
      compareRuns(side('b', others, [100, 103, 97]), side('h', others, [91, 94, 92])).lanes[0]?.cells[0];
    const alone = compare(0);
    const among = compare(9);
    expect(alone?.verdict.kind).toBe('faster');
    expect(among?.ratio?.p).toBeCloseTo(alone?.ratio?.p ?? NaN, 12);
    expect(among?.adjustedP).toBeCloseTo(10 * (among?.ratio?.p ?? NaN), 12);
    expect(among?.verdict.kind).toBe('no-measurable-difference');
  });
});

describe('one run on a side', () => {
  it('is compared by its samples’ own intervals, and labelled as that', () => {
    const { scope, lanes, overall } = compareRuns(runsOf('base', 100), runsOf('head', 80));
    expect(scope).toBe('within-run-only');
    // Each mean is known to ± 1 % with 19 degrees; equal errors, so 38 degrees together.
    const error = (0.01 / studentTQuantile(0.975, 19)) * Math.SQRT2;
    const half = studentTQuantile(0.975, 38) * error;
    expect(lanes[0]?.cells[0]?.ratio?.low).toBeCloseTo(1.25 * Math.exp(-half), 10);
    expect(lanes[0]?.cells[0]?.ratio?.high).toBeCloseTo(1.25 * Math.exp(half), 10);
    expect(overall.verdict).toMatchObject({ kind: 'faster' });
    expect(compareRuns(runsOf('base', 100), runsOf('head', 80, 81, 82)).scope).toBe('within-run-only');
  });

  it('cannot be judged where a single sample gave no interval', () => {
    const single = [run('h', [lane([cell(4, 80, { n: 1, halfWidthMs: null })])])];
    const { lanes, overall } = compareRuns(runsOf('base', 100), single);
    expect(lanes[0]?.cells[0]).toMatchObject({
      ratio: null,
      verdict: { kind: 'not-comparable', reason: 'no-interval' },
    });
    expect(overall.verdict).toEqual({ kind: 'not-comparable', reason: 'no-common-cells' });
  });

  it('against none gives nothing', () => {
    expect(compareRuns([], runsOf('head', 80))).toMatchObject({ lanes: [], overall: { ratio: null } });
  });
});

describe('what is not compared silently', () => {
  it('flags different inputs, with the ratio still given', () => {
    const other = run('h', [lane([cell(4, 80)])], {
      input: { source: 'own', pairCount: 3, tokenLengths: null, sha256: 'bb' },
    });
    const comparison = compareRuns(runsOf('base', 100), [other]);
    expect(comparison.inputsDiffer).toBe(true);
    expect(comparison.overall.ratio?.ratio).toBeCloseTo(1.25, 12);
    expect(comparison.differences).toContainEqual({ field: 'inputSha256', base: ['aa'], head: ['bb'] });
    expect(comparison.differences).toContainEqual({
      field: 'inputSample',
      base: ['support-search'],
      head: [''],
    });
    expect(compareRuns(runsOf('base', 100), runsOf('head', 80)).inputsDiffer).toBe(false);
  });

  it('flags cells whose requests carried different numbers of tokens', () => {
    const other = [run('h', [lane([cell(4, 80, { tokens: 371 })])])];
    expect(compareRuns(runsOf('base', 100), other).lanes[0]?.cells[0]?.workDiffers).toBe(true);
    expect(compareRuns(runsOf('base', 100), runsOf('head', 80)).lanes[0]?.cells[0]?.workDiffers).toBe(false);
  });

  it('shows suspect lanes and keeps them out of the overall ratio', () => {
    const webgpu = { id: 'lane-2', device: 'webgpu', suspect: true } as const;
    const base = [run('b', [lane([cell(4, 100)]), lane([cell(4, 10)], { ...webgpu, suspect: false })])];
    const head = [run('h', [lane([cell(4, 100)]), lane([cell(4, 1)], webgpu)])];
    const { lanes, overall } = compareRuns(base, head);
    expect(lanes.map(({ suspect }) => suspect)).toEqual([false, true]);
    expect(lanes[1]?.cells[0]?.ratio?.ratio).toBeCloseTo(10, 12);
    expect(overall.ratio?.ratio).toBeCloseTo(1, 12);
  });

  it('lists what a matched lane differs in, and which lanes found no other', () => {
    const base = [run('b', [lane([cell(4, 100)]), lane([cell(4, 100)], { id: 'lane-2', dtype: 'q8' })])];
    const head = [
      run('h', [lane([cell(4, 100)], { runtime: 'asyncify', versions: null }), lane([], { dtype: 'fp16' })]),
    ];
    const { lanes, differences, unmatched } = compareRuns(base, head);
    expect(lanes[0]?.differences).toEqual([
      { field: 'transformers', base: ['4'], head: [''] },
      { field: 'onnxruntime', base: ['1'], head: [''] },
      { field: 'runtime', base: ['jspi'], head: ['asyncify'] },
    ]);
    expect(differences).toEqual(lanes[0]?.differences);
    // A lane without a measured cell cannot be compared with another.
    expect(unmatched).toEqual({ base: [base[0]?.lanes[1]], head: [] });
  });

  it('tells lanes of one run apart by runtime and threads', () => {
    const both = (id: string, jspi: number, plain: number) =>
      run(id, [lane([cell(4, jspi)]), lane([cell(4, plain)], { id: 'lane-2', runtime: 'plain' })]);
    const { lanes } = compareRuns([both('b', 100, 50)], [both('h', 100, 25)]);
    expect(lanes.map(({ cells }) => cells[0]?.ratio?.ratio)).toEqual([1, 2]);
    const turned = run('h', [...both('h', 100, 25).lanes].reverse());
    expect(
      compareRuns([both('b', 100, 50)], [turned]).lanes.map((one) => one.cells[0]?.ratio?.ratio),
    ).toEqual([1, 2]);
  });

  it('lists machine, program and settings', () => {
    const [base = run('none', [])] = runsOf('base', 100);
    const head = run('h', base.lanes, {
      app: { version: '0.2.0', commit: 'abc' },
      settings: { ...base.settings, maxLength: 256, repetitions: 10 },
      environment: {
        ...base.environment,
        browser: 'Firefox 150',
        adapter: {
          ...{ name: 'SwiftShader', nameSource: 'webgpu', vendor: 'google', architecture: '' },
          isSoftware: true,
        },
      },
    });
    expect(compareRuns([base], [head]).differences.map(({ field }) => field)).toEqual([
      'maxLength',
      'repetitions',
      'browser',
      'adapter',
      'softwareAdapter',
      'appVersion',
    ]);
  });
});

describe('records and links', () => {
  it('compare alike: a link’s rounding moves no figure by more than its digits', () => {
    const base = gridRecord({ id: 'b', seed: 2, samples: 10 });
    const head = gridRecord({ id: 'h', seed: 3, samples: 10, latencyMs: (pairs) => pairs * 4 });
    const full = compareRuns([base], [head]);
    const linked = compareRuns([linkedFigures(base)], [linkedFigures(head)]);
    expect(linked.overall.cellCount).toBe(18);
    expect(linked.overall.ratio?.ratio).toBeCloseTo(full.overall.ratio?.ratio ?? NaN, 4);
    expect(linked.overall.ratio?.high).toBeCloseTo(full.overall.ratio?.high ?? NaN, 4);
    expect(linked.differences).toEqual(full.differences);
  });

  it('of one and the same run show no difference at all', () => {
    const record = gridRecord({ samples: 5 });
    const { overall } = compareRuns([record], [record]);
    expect(overall).toMatchObject({
      ratio: { ratio: 1, p: 1 },
      verdict: { kind: 'no-measurable-difference' },
    });
  });
});
