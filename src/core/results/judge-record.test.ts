import { describe, expect, it } from 'vitest';
import { findRecordFault } from '../document/check-record.ts';
import type { LaneRecord, MeasuredCell, RunRecord } from '../document/run-record.ts';
import { suiteId } from '../suite/suite.ts';
import { judgeRecord } from './judge-record.ts';
import { type KnownRun, samplesKey } from './known-runs.ts';
import { type ObjectionCode, objectionCodes } from './objection.ts';
import { geforce, soundRun, withLane } from './testing/sound-run.ts';

const now = Date.parse('2026-11-29T09:00:00Z');
const judge = (record: RunRecord, known: readonly KnownRun[] = []) => judgeRecord(record, { known, now });

const withCell = (record: RunRecord, change: (cell: MeasuredCell) => Partial<MeasuredCell>): RunRecord =>
  withLane(record, ({ cells }) => ({
    cells: cells.map((cell, place) =>
      place === 0 && cell.state === 'measured' ? { ...cell, ...change(cell) } : cell,
    ),
  }));

const withLatency = (
  record: RunRecord,
  change: (latency: MeasuredCell['latencyMs']) => Partial<MeasuredCell['latencyMs']>,
) => withCell(record, ({ latencyMs }) => ({ latencyMs: { ...latencyMs, ...change(latencyMs) } }));

const gpuRun = soundRun({ device: 'webgpu', msPerPair: 0.5 });
const cpuRun = soundRun();
const withPeak = (record: RunRecord, share: number) =>
  withLane(record, ({ peak }) =>
    peak === undefined ? {} : { peak: { ...peak, gflopsPerSecond: share * peak.gflopsPerSecond } },
  );
const swiftShader: NonNullable<LaneRecord['adapterUsed']> = {
  ...{ vendor: 'google', architecture: 'swiftshader', device: '', description: '' },
  isFallbackAdapter: true,
};
const suite = { id: suiteId, name: 'quick', departures: [] } as const;
const { suite: _suite, ...noSuite } = cpuRun;
const held: KnownRun = { id: 'another', samples: samplesKey(cpuRun), file: 'first.json' };
/** Equal samples, with every figure that follows from them. */
const flat = withCell(cpuRun, (cell) => {
  const { latencyMs, tokens, pairCount, flops = 0 } = cell;
  const samples = latencyMs.samples.map(() => 60);
  const perSecond = (count: number) => (1000 * count) / 60;
  return {
    latencyMs: { ...latencyMs, samples, ...{ mean: 60, median: 60, sd: 0, cv: 0, ci95: [60, 60] } },
    pairsPerSecond: perSecond(pairCount),
    tokensPerSecond: perSecond(tokens),
    gflopsPerSecond: perSecond(flops) / 1e9,
  };
});

/** The run with every latency multiplied, and every figure that follows from them. */
function scaled(run: RunRecord, factor: number): RunRecord {
  const lanes = run.lanes.map((lane) => ({
    ...lane,
    ...(lane.peak !== undefined && {
      peak: { ...lane.peak, gflopsPerSecond: lane.peak.gflopsPerSecond / factor },
    }),
    cells: lane.cells.map((cell) => {
      if (cell.state !== 'measured') return cell;
      const { latencyMs, pairsPerSecond, tokensPerSecond, gflopsPerSecond = 0 } = cell;
      const { samples, mean, sd, median, ci95 } = latencyMs;
      const times = (value: number) => factor * value;
      return {
        ...cell,
        latencyMs: {
          ...latencyMs,
          ...{ samples: samples.map(times), mean: times(mean), sd: times(sd), median: times(median) },
          ci95: ci95 === null ? null : ([times(ci95[0]), times(ci95[1])] as [number, number]),
        },
        pairsPerSecond: pairsPerSecond / factor,
        tokensPerSecond: tokensPerSecond / factor,
        gflopsPerSecond: gflopsPerSecond / factor,
      };
    }),
  }));
  return { ...run, id: 'scaled', lanes };
}

/** The run with other tokens in its first cell, and every figure that follows from them. */
const withTokens = (run: RunRecord, change: (cell: MeasuredCell) => number): RunRecord =>
  withCell(run, (cell) => {
    const tokens = change(cell);
    return {
      tokens,
      tokensPerSecond: (cell.tokensPerSecond * tokens) / cell.tokens,
      paddingEfficiency: tokens / cell.tokensComputed,
    };
  });

/** For each rule, records that break that rule alone, with where the fault is. */
const broken: Readonly<
  Record<
    ObjectionCode,
    readonly (readonly [what: string, record: RunRecord, where: string, known?: KnownRun])[]
  >
> = {
  'texts-inside': [
    [
      'the texts',
      { ...cpuRun, input: { ...cpuRun.input, pairs: [{ query: 'a', document: 'b' }] } },
      'input.pairs',
    ],
  ],
  'unreadable-name': [
    ['a name as long as a page', { ...cpuRun, label: 'x'.repeat(81) }, 'label'],
    ['a name that turns the line round', { ...cpuRun, label: 'Laptop\u202Egnp' }, 'label'],
    [
      'a browser of many lines',
      { ...cpuRun, environment: { ...cpuRun.environment, browser: 'Chrome\n156' } },
      'environment.browser',
    ],
  ],
  'already-there': [
    ['the id of another', cpuRun, 'id', { ...held, id: cpuRun.id, samples: '' }],
    ['the samples of another under an id of its own', { ...cpuRun, id: 'mine' }, 'lanes', held],
    ['the samples of another, each a third shorter', scaled(cpuRun, 2 / 3), 'lanes', held],
  ],
  'not-finished': [['a run that was stopped', { ...cpuRun, state: 'cancelled' }, 'state']],
  'no-suite': [
    ['settings of its own', noSuite, ''],
    ['a suite of a later version', { ...cpuRun, suite: { ...suite, id: 'rerank-bench/suite@2' } }, ''],
  ],
  'not-standard': [
    ['another seed', { ...cpuRun, settings: { ...cpuRun.settings, seed: 7 } }, 'settings.seed'],
    ['a departure that it hides', { ...cpuRun, suite, input: { ...cpuRun.input, sha256: 'ff' } }, 'input'],
    ['no task that ran as the suite has it', { ...cpuRun, lanes: [] }, 'ms-marco-MiniLM-L-6-v2'],
  ],
  'too-noisy': [
    ['samples that other programs disturbed', soundRun({ noise: 0.9 }), 'ms-marco-MiniLM-L-6-v2 16'],
    [
      'a clock whose step is longer than a sample',
      { ...cpuRun, environment: { ...cpuRun.environment, clockResolutionMs: 100 } },
      'lanes.0.cells.0',
    ],
  ],
  'software-adapter': [
    [
      'the words of a software adapter without the mark',
      soundRun({
        device: 'webgpu',
        adapter: { ...geforce, vendor: 'google', architecture: 'swiftshader' },
      }),
      'environment.adapter',
    ],
    [
      'another adapter than the page found',
      withLane(gpuRun, () => ({ adapterUsed: swiftShader })),
      'lanes.0.adapterUsed',
    ],
  ],
  'other-device': [
    [
      'a GPU lane that the CPU computed',
      {
        ...withLane(gpuRun, () => ({ deviceUsed: 'wasm', threads: 16, workers: 8 })),
        environment: { ...gpuRun.environment, hardwareConcurrency: 128 },
      },
      'lanes.0.deviceUsed',
    ],
    [
      'the other GPU of a laptop',
      withLane(gpuRun, () => ({
        adapterUsed: {
          ...{ vendor: 'intel', architecture: 'gen-12lp', device: '', description: '' },
          isFallbackAdapter: false,
        },
      })),
      'lanes.0.adapterUsed',
    ],
    ['threads of a GPU', withLane(gpuRun, () => ({ threads: 2 })), 'lanes.0.threads'],
    [
      'a GPU lane beside evidence of the CPU alone',
      { ...gpuRun, evidence: { speed: [{ atMs: 1, device: 'wasm', ms: 50 }], fingerprints: [] } },
      'evidence.speed',
    ],
  ],
  'suspect-scores': [
    [
      'scores that failed their check',
      withLane(cpuRun, () => ({
        scoreCheck: {
          ...{ verdict: 'suspect', findings: [], tolerance: 1e-3, scores: [] },
          largestPaddingDifference: null,
          agreement: null,
        },
      })),
      'lanes.0.scoreCheck',
    ],
  ],
  'figures-do-not-follow': [
    [
      'more pairs a second than the samples give',
      withCell(cpuRun, ({ pairsPerSecond }) => ({ pairsPerSecond: 1.01 * pairsPerSecond })),
      'lanes.0.cells.0.pairsPerSecond',
    ],
    [
      'a mean that is too low',
      withLatency(cpuRun, ({ mean }) => ({ mean: 0.99 * mean })),
      'lanes.0.cells.0.latencyMs.mean',
    ],
    [
      'a median that is too low',
      withLatency(cpuRun, ({ median }) => ({ median: 0.99 * median })),
      'lanes.0.cells.0.latencyMs.median',
    ],
    [
      'an interval that is too narrow',
      withLatency(cpuRun, ({ mean }) => ({ ci95: [0.999 * mean, 1.001 * mean] })),
      'lanes.0.cells.0.latencyMs.ci95.0',
    ],
    [
      'a P95 of ten samples',
      withLatency(cpuRun, ({ mean }) => ({ p95: mean })),
      'lanes.0.cells.0.latencyMs.p95',
    ],
    [
      'more operations than its tokens can need',
      withCell(cpuRun, ({ flops = 0, gflopsPerSecond = 0 }) => ({
        flops: 2 * flops,
        gflopsPerSecond: 2 * gflopsPerSecond,
      })),
      'lanes.0.cells.0.flops',
    ],
    [
      'a padding efficiency that its tokens do not have',
      withCell(cpuRun, () => ({ paddingEfficiency: 0.5 })),
      'lanes.0.cells.0.paddingEfficiency',
    ],
    [
      'fewer tokens than the same pairs have in its other cells',
      withTokens(cpuRun, ({ tokens }) => tokens - 16),
      'lanes.0.cells.1.tokens',
    ],
  ],
  'no-peak': [['no peak', { ...cpuRun, lanes: cpuRun.lanes.map(({ peak: _, ...lane }) => lane) }, 'lanes.0']],
  'faster-than-peak': [['a peak below its cells', withPeak(cpuRun, 0.5), 'lanes.0.cells.0']],
  'beyond-any-device': [
    ['a peak of a thousand cores on two threads', withPeak(cpuRun, 1e3), 'lanes.0.peak'],
    [
      'more threads than the machine has cores',
      withLane(withPeak(cpuRun, 1e3), () => ({ threads: 4096 })),
      'lanes.0.peak',
    ],
  ],
  'out-of-order': [
    [
      'samples sorted by their length',
      withLatency(cpuRun, ({ startedAtMs }) => ({
        startedAtMs: [startedAtMs[1] ?? 0, startedAtMs[0] ?? 0, ...startedAtMs.slice(2)],
      })),
      'lanes.0.cells.0.latencyMs.startedAtMs',
    ],
    [
      'rounds that go back',
      withLatency(cpuRun, ({ rounds }) => ({ rounds: [2, 1, ...rounds.slice(2)] })),
      'lanes.0.cells.0.latencyMs.rounds',
    ],
  ],
  'outside-run': [
    [
      'a run that was shorter than its samples',
      { ...cpuRun, durationMs: 600 },
      'lanes.0.cells.0.latencyMs.startedAtMs.1',
    ],
    [
      'a sample before the start',
      withLatency(cpuRun, ({ startedAtMs }) => ({ startedAtMs: [-400, ...startedAtMs.slice(1)] })),
      'lanes.0.cells.0.latencyMs.startedAtMs.0',
    ],
  ],
  overlapping: [
    [
      'two requests at one time',
      withLatency(cpuRun, ({ startedAtMs }) => ({
        startedAtMs: [(startedAtMs[0] ?? 0) + 20, ...startedAtMs.slice(1)],
      })),
      'lanes.0.cells.1.latencyMs.startedAtMs.0',
    ],
  ],
  'no-scatter': [['equal samples', flat, 'lanes.0.cells.0.latencyMs.samples']],
  'from-the-future': [
    ['a start next year', { ...cpuRun, startedAt: '2027-06-01T00:00:00.000Z' }, 'startedAt'],
  ],
};

describe('the rules of the collection', () => {
  it.each([
    ['on a CPU', cpuRun],
    ['on a GPU', gpuRun],
    ['of which a task was cut short', withLane(cpuRun, () => ({ state: 'failed' }))],
  ])('take a sound run %s', (_, record) => {
    expect(findRecordFault(record)).toBeNull();
    expect(judge(record)).toEqual([]);
  });

  const cases = objectionCodes.flatMap((code) =>
    broken[code].map(([what, record, where, known]) => ({ code, what, record, where, known })),
  );
  it.each(cases)('object by $code alone to $what', ({ code, record, where, known }) => {
    const found = judge(record, known === undefined ? [] : [known]);
    expect(new Set(found.map((one) => one.code))).toEqual(new Set([code]));
    expect(found[0]?.where).toBe(where);
  });

  it('object to an adapter that is marked as software, whatever its name', () => {
    const marked = soundRun({ device: 'webgpu', adapter: { ...geforce, isSoftware: true } });
    expect(judge(marked).map(({ code }) => code)).toContain('software-adapter');
  });

  it('take a run beside others, and again under the name of another device only once', () => {
    const other = soundRun({ seed: 2, id: 'other' });
    expect(judge(other, [held])).toEqual([]);
    expect(samplesKey(other)).not.toBe(samplesKey(cpuRun));
    expect(samplesKey({ ...cpuRun })).toBe(samplesKey(cpuRun));
  });
});
