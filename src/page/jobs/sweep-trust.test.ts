import { describe, expect, it } from 'vitest';
import { watchdogRule } from '../../core/bench/watchdog.ts';
import { runRecordSchema } from '../../core/document/run-record.ts';
import type { PaddedBatch } from '../../core/rerank/batching.ts';
import type { InProcessOptions } from '../../worker/protocol/testing/in-process-worker.ts';
import type { MachineState } from '../store/machine-slice.ts';
import { adapter, cellStates, setUpSweep } from './testing/sweep-host.ts';

const known: MachineState = {
  state: 'known',
  probe: {
    adapter: { ...adapter, features: [] },
    adapterAbsence: null,
    clockResolutionMs: 0.005,
    crossOriginIsolated: true,
    hasSharedMemory: true,
    hasJspi: false,
  },
};

/** A worker whose model takes 100 ms a pass and answers these logits instead of its own. */
const answering = (answer: NonNullable<InProcessOptions['answer']>): InProcessOptions => ({
  passMs: () => 100,
  answer,
});

describe('the scores of a lane', () => {
  it('are checked before anything is timed, and found in order', async () => {
    const { runner } = setUpSweep(() => ({ passMs: () => 100 }));
    const record = await runner.run();
    expect(record?.lanes[0]?.scoreCheck).toMatchObject({ verdict: 'ok', findings: [], agreement: null });
    expect(record?.lanes[0]?.scoreCheck?.largestPaddingDifference).toBe(0);
    expect(record?.lanes[0]?.coldMs?.firstRun).toBe(100);
    expect(record?.warnings.map(({ code }) => code)).not.toContain('suspect-scores');
    expect(record?.recommendations.length).toBeGreaterThan(0);
  });

  it.each([
    ['not-numbers', (own: readonly number[]) => own.map(() => Number.NaN)],
    ['constant', (own: readonly number[]) => own.map(() => 0.25)],
    ['batch-dependent', (own: readonly number[], { length }: PaddedBatch) => own.map((one) => one + length)],
  ])(
    'that are %s make the lane suspect: it is measured, told, and recommends nothing',
    async (code, logits) => {
      const { runner } = setUpSweep(() => answering(logits));
      const record = await runner.run();
      expect(record?.lanes[0]?.state).toBe('done');
      expect(record?.lanes[0]?.scoreCheck?.verdict).toBe('suspect');
      expect(record?.lanes[0]?.scoreCheck?.findings.map((finding) => finding.code)).toEqual([code]);
      expect(record?.warnings).toContainEqual(
        expect.objectContaining({ code: 'suspect-scores', detail: `lane-1 ${code}` }),
      );
      expect(record?.recommendations).toEqual([]);
      expect(runRecordSchema.parse(record)).toEqual(record);
    },
  );

  it.each([
    ['all lie within 0 and 1 are noted as probabilities', (one: number) => Math.sin(one) ** 2, true],
    ['do not are not', (one: number) => 3 * Math.sin(one) ** 2, undefined],
  ])('that %s', async (_, score, noted) => {
    const { runner } = setUpSweep(() => answering((own) => own.map(score)));
    const record = await runner.run();
    expect(record?.lanes[0]?.scoreCheck?.areProbabilities).toBe(noted);
    expect(runRecordSchema.parse(record)).toEqual(record);
  });

  it('that turn to no numbers in the middle of the sweep make it suspect as well', async () => {
    let passes = 0;
    const { runner } = setUpSweep(() =>
      answering((own) => (++passes > 45 ? own.map(() => Number.NaN) : own)),
    );
    const record = await runner.run();
    expect(record?.lanes[0]?.scoreCheck?.findings.map(({ code }) => code)).toEqual(['not-numbers']);
    expect(record?.recommendations).toEqual([]);
  });

  const lanes = { device: ['webgpu', 'wasm'], dtype: ['fp32'] } as const;

  it('agree between lanes that compute the same', async () => {
    const { runner, store } = setUpSweep(() => answering((own) => own), lanes);
    store.getState().setMachine(known);
    const record = await runner.run();
    expect(record?.lanes.map(({ scoreCheck }) => scoreCheck?.agreement)).toEqual([
      { laneId: 'lane-2', kendallTau: 1, largestDifference: 0 },
      null,
    ]);
    expect(record?.lanes.map(({ scoreCheck }) => scoreCheck?.verdict)).toEqual(['ok', 'ok']);
  });

  it('that rank otherwise than on the CPU make the GPU’s lane suspect, not the CPU’s', async () => {
    const { runner, store } = setUpSweep(
      () => answering((own, _, device) => (device === 'wasm' ? own : own.map((one) => -one))),
      lanes,
    );
    store.getState().setMachine(known);
    const record = await runner.run();
    expect(record?.lanes.map(({ scoreCheck }) => scoreCheck?.findings.map(({ code }) => code))).toEqual([
      ['ranks-disagree'],
      [],
    ]);
    expect(record?.lanes[0]?.scoreCheck?.agreement?.kendallTau).toBe(-1);
    const devices = record?.recommendations.map((one) => ('device' in one ? one.device : 'both'));
    expect(new Set(devices)).toEqual(new Set(['wasm']));
  });

  it('that fused attention moves on the GPU alone are suspect: attention', async () => {
    const fusedOperators = ['MultiHeadAttention'];
    const { runner, store } = setUpSweep(
      () => ({
        ...answering((own, _, device) => (device === 'wasm' ? own : own.map((one) => 1.01 * one))),
        model: { fusedOperators },
      }),
      lanes,
    );
    store.getState().setMachine(known);
    const record = await runner.run();
    expect(record?.lanes.map(({ scoreCheck }) => scoreCheck?.findings.map(({ code }) => code))).toEqual([
      ['attention-differs'],
      [],
    ]);
    expect(record?.lanes.map((lane) => lane.fusedOperators)).toEqual([fusedOperators, fusedOperators]);
    expect(runRecordSchema.parse(record)).toEqual(record);
  });
});

describe('a worker that hangs', () => {
  it('is ended by the watchdog, and a fresh one goes on with the other cells', async () => {
    let passes = 0;
    const { runner, workers, passTime } = setUpSweep((worker) =>
      answering((own) => (worker === 0 && ++passes === 40 ? new Promise<never>(() => {}) : own)),
    );
    const running = runner.run();
    while (passes < 40) await new Promise<void>((resolve) => setImmediate(resolve));
    passTime(watchdogRule.floorMs);
    passTime(watchdogRule.graceMs);
    const record = await running;
    const reasons = record?.lanes[0]?.cells.flatMap(({ reason }) => reason ?? []);
    expect(reasons?.filter((reason) => reason === 'hung')).toHaveLength(1);
    expect(record?.lanes[0]).toMatchObject({ state: 'done' });
    expect(record?.lanes[0]?.events.map(({ kind }) => kind)).toEqual(['lane-restarted']);
    expect(workers).toHaveLength(2);
  });

  it('is waited for while its tab is hidden', async () => {
    const host = setUpSweep(() => ({ passMs: () => 100 }));
    host.setHidden(true);
    const running = host.runner.run();
    for (let i = 0; i < 50; i++) await new Promise<void>((resolve) => setImmediate(resolve));
    host.passTime(10 * watchdogRule.firstMs);
    for (let i = 0; i < 50; i++) await new Promise<void>((resolve) => setImmediate(resolve));
    expect(host.store.getState().record).toBeNull();
    host.setHidden(false);
    const record = await running;
    expect(record?.state).toBe('done');
    expect(record?.lanes[0]?.events.map(({ kind }) => kind)).toEqual(['hidden-tab', 'shown-tab']);
    expect(record?.warnings.map(({ code }) => code)).toContain('hidden-tab');
  });

  it('can be stopped while its tab is hidden', async () => {
    const host = setUpSweep(() => ({ passMs: () => 100 }));
    host.setHidden(true);
    const running = host.runner.run();
    for (let i = 0; i < 50; i++) await new Promise<void>((resolve) => setImmediate(resolve));
    host.jobs.stop();
    expect((await running)?.state).toBe('cancelled');
  });
});

describe('a worker that is lost before its first cell', () => {
  it('is replaced, and the lane goes on', async () => {
    let passes = 0;
    const { runner, workers } = setUpSweep(() => ({
      passMs: () => 100,
      onPass: () => {
        if (++passes === 3) throw new Error('The Device was lost before mapping was resolved');
      },
    }));
    const record = await runner.run();
    expect(record?.lanes[0]).toMatchObject({ state: 'done', scoreCheck: { verdict: 'ok' } });
    expect(workers).toHaveLength(2);
  });

  it('is given up after two replacements', async () => {
    const { runner, workers } = setUpSweep(() => ({
      onPass: () => {
        throw new Error('The Device was lost before mapping was resolved');
      },
    }));
    const record = await runner.run();
    expect(record?.lanes[0]).toMatchObject({ state: 'failed', error: { code: 'device-lost' } });
    expect(workers).toHaveLength(3);
  });
});

describe('more rounds', () => {
  it('go on with the same run: every cell gets so many more samples', async () => {
    const { runner, store } = setUpSweep(() => ({ passMs: () => 100 }));
    const first = await runner.run();
    expect(store.getState().canAddRounds).toBe(true);
    const second = await runner.addRounds(4);
    expect(second?.id).toBe(first?.id);
    const measured = second?.lanes[0]?.cells.filter((cell) => cell.state === 'measured');
    expect(measured?.map(({ latencyMs }) => latencyMs.n)).toEqual([7, 7, 7, 7, 7]);
    expect(measured?.[0]?.latencyMs.rounds).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(second?.lanes[0]?.events.map(({ kind }) => kind)).toEqual(['rounds-added']);
    expect(runRecordSchema.parse(second)).toEqual(second);
  });

  it('are refused while a run is under way, and before the first', async () => {
    const { runner } = setUpSweep(() => ({ passMs: () => 100 }));
    expect(await runner.addRounds(5)).toBeNull();
    const running = runner.run();
    expect(await runner.addRounds(5)).toBeNull();
    await running;
  });
});

describe('a run', () => {
  it('keeps the screen awake while it lasts, and says that it ran on battery', async () => {
    const { runner, power } = setUpSweep(() => ({ passMs: () => 100, onPass: () => seen.push(power.awake) }));
    const seen: number[] = [];
    power.onBattery = true;
    const record = await runner.run();
    expect(new Set(seen)).toEqual(new Set([1]));
    expect(power.awake).toBe(0);
    expect(record?.warnings.filter(({ code }) => code === 'on-battery')).toHaveLength(1);
  });

  it('keeps the memory that each cell’s warm-up needed', async () => {
    let mark = 0;
    const memory = {
      mark: () => mark++,
      read: () => ({ gpuBytes: { peak: 1000 * mark, resident: 500 }, wasmBytes: 64 }),
    };
    const { runner } = setUpSweep(() => ({ passMs: () => 100, memory }));
    const record = await runner.run();
    const peaks = record?.lanes[0]?.cells.map((cell) =>
      cell.state === 'measured' ? cell.gpuBytes?.peak : null,
    );
    // Batch sizes ascend over all pair counts in the warm-up: 2/1, 4/1, 2/2, 4/2, then 4/4.
    expect(peaks).toEqual([1000, 3000, null, 2000, 4000, 5000]);
  });

  it('measures each order as a lane of its own', async () => {
    const { runner } = setUpSweep(() => ({ passMs: ({ pairs, length }) => 10 + pairs * length }), {
      order: ['length', 'input'],
    });
    const record = await runner.run();
    expect(record?.lanes.map(({ order }) => order)).toEqual(['length', 'input']);
    expect(cellStates(record, 1)).toEqual(cellStates(record, 0));
  });

  it('keeps the texts where that was asked for, and only there', async () => {
    const silent = await setUpSweep(() => ({ passMs: () => 100 })).runner.run();
    expect(silent?.input.pairs).toBeUndefined();
    const asked = await setUpSweep(() => ({ passMs: () => 100 }), { keepText: true }).runner.run();
    expect(asked?.input.pairs?.[1]).toEqual({ query: 'q', document: 'b c' });
  });
});

describe('a worker that is silent while it starts', () => {
  const pass = async (passTime: (ms: number) => void, ms: number) => {
    await new Promise<void>((resolve) => setImmediate(resolve));
    passTime(ms);
    passTime(watchdogRule.graceMs);
  };

  it('is started once more, and the lane goes on and says so', async () => {
    const { runner, passTime } = setUpSweep((worker) => ({ isSilent: worker === 0, passMs: () => 100 }));
    const running = runner.run();
    await pass(passTime, watchdogRule.startMs);
    const record = await running;
    expect(record?.lanes[0]).toMatchObject({
      state: 'done',
      events: [{ kind: 'lane-restarted', message: expect.stringContaining('while it started') }],
    });
    const warning = record?.warnings.find(({ code }) => code === 'lane-restarted');
    expect(warning).toMatchObject({ detail: 'not-started' });
    expect(runRecordSchema.parse(record)).toEqual(record);
  });

  it('fails the lane where the second one is silent too', async () => {
    const { runner, passTime, workers } = setUpSweep(() => ({ isSilent: true }));
    const running = runner.run();
    await pass(passTime, watchdogRule.startMs);
    await pass(passTime, watchdogRule.secondStartMs);
    const record = await running;
    expect(record?.lanes[0]).toMatchObject({ state: 'failed', error: { code: 'not-started' } });
    expect(workers).toHaveLength(2);
  });
});
