import { describe, expect, it } from 'vitest';
import { evidenceWords } from '../../core/document/evidence-words.ts';
import { recordToMarkdown } from '../../core/document/markdown.ts';
import { runRecordSchema } from '../../core/document/run-record.ts';
import { Failure } from '../../core/rerank/failure.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { englishTexts } from '../../core/texts/english-texts.ts';
import { plainNumbers } from '../../core/texts/format.ts';
import type { MachineState } from '../store/machine-slice.ts';
import { devicesToTime } from './evidence.ts';
import { newDraft } from './new-draft.ts';
import type { EvidenceTools } from './run-tools.ts';
import { describeTestEnvironment } from './testing/environment.ts';
import { adapter, setUpSweep } from './testing/sweep-host.ts';

const quiet: EvidenceTools = {
  battery: async () => null,
  watchPressure: () => () => {},
  isKeptAwake: () => null,
};

/** A sweep of two lanes whose fixed product takes so many ms, reading by reading. */
function setUp(
  ms: readonly number[],
  evidence: Partial<EvidenceTools> = {},
  settings: Partial<Settings> = {},
) {
  let reading = 0;
  const timed: string[] = [];
  return {
    timed,
    ...setUpSweep(
      () => ({
        passMs: () => 50,
        timeFixedProduct: async ({ device, runtime }) => {
          timed.push(`${device} ${runtime}`);
          const next = ms[reading++];
          if (next === undefined) throw new Failure('runtime-failed', 'no product');
          return { ms: next, row: Float32Array.of(1, 2) };
        },
      }),
      { order: ['length', 'input'], repetitions: 4, ...settings },
      { evidence: { ...quiet, ...evidence } },
    ),
  };
}

describe('the evidence of a sweep', () => {
  it('times the fixed product before, between and after the lanes, in one worker that ends with the run', async () => {
    const { runner, workers, timed } = setUp([10, 10, 10]);
    const record = await runner.run();
    expect(record?.evidence?.speed.map(({ device, ms }) => [device, ms])).toEqual([
      ['wasm', 10],
      ['wasm', 10],
      ['wasm', 10],
    ]);
    expect(timed).toHaveLength(3);
    // One for the product and one a lane.
    expect(workers).toHaveLength(3);
    expect(workers.every((worker) => worker.isEnded())).toBe(true);
    expect(record?.warnings.map(({ code }) => code)).not.toContain('slowed-down');
    expect(runRecordSchema.parse(record)).toEqual(record);
  });

  it('doubts the lanes that were measured after the device had slowed down', async () => {
    const { runner } = setUp([10, 10, 12.5]);
    const record = await runner.run();
    const doubts = record?.warnings.filter(({ code }) => code === 'slowed-down');
    expect(doubts?.map(({ detail }) => detail)).toEqual(['lane-2 20%']);
    expect(record === null ? '' : recordToMarkdown(record)).toContain('The device slowed down');
  });

  it('is not collected where the run is over before a device could slow down', async () => {
    const { runner, timed } = setUp([10, 10, 10], {}, { repetitions: 3 });
    expect((await runner.run())?.evidence).toBeUndefined();
    expect(timed).toEqual([]);
    const suite = setUp([10, 10, 10], {}, { repetitions: 3, suite: 'quick' });
    expect((await suite.runner.run())?.evidence?.speed).toHaveLength(3);
  });

  it('keeps a fingerprint once, and what the browser tells of power', async () => {
    const levels = [0.8, 0.7];
    const { runner } = setUp([10, 10, 10], {
      battery: async () => ({ isCharging: false, level: levels.shift() ?? 0 }),
      watchPressure: (listener) => {
        for (const state of ['nominal', 'nominal', 'serious'] as const) listener(state);
        return () => {};
      },
      isKeptAwake: () => true,
    });
    const { evidence } = (await runner.run()) ?? {};
    expect(evidence?.fingerprints).toEqual([{ device: 'wasm', sha256: 'hash of 3' }]);
    expect(evidence?.pressure?.map(({ state }) => state)).toEqual(['nominal', 'serious']);
    expect(evidence?.battery?.map(({ level }) => level)).toEqual([0.8, 0.7]);
    expect(evidence?.screenAwake).toBe(true);
    expect(evidence === undefined ? [] : evidenceWords(evidence, englishTexts(), plainNumbers)).toEqual([
      'WASM: the same matrix product took 10 → 10 → 10 ms before, between and after the measurements.',
      'WASM: the product’s result has the fingerprint hash of 3. The same backend gives the same one.',
      'CPU load as the browser rates it: light → heavy. The measurement itself is part of it.',
      'The device ran on battery, from 80% to 70%.',
      'The screen was kept awake.',
    ]);
  });

  it('does without a product that cannot be timed: the run is none the worse', async () => {
    const record = await setUp([]).runner.run();
    expect(record?.state).toBe('done');
    expect(record?.evidence).toEqual({ speed: [], fingerprints: [] });
  });

  it('goes on with the evidence of the first rounds where rounds are added', async () => {
    const { runner } = setUp([10, 10, 10, 10, 10, 20]);
    await runner.run();
    const record = await runner.addRounds(2);
    expect(record?.evidence?.speed).toHaveLength(6);
    expect(record?.evidence?.fingerprints).toHaveLength(1);
    expect(record?.warnings.filter(({ code }) => code === 'slowed-down').map(({ detail }) => detail)).toEqual(
      ['lane-2 50%'],
    );
  });

  it('stops watching when the run was stopped', async () => {
    let watched = 0;
    const host = setUp([10, 10, 10], {
      watchPressure: () => {
        watched++;
        return () => watched--;
      },
    });
    const unsubscribe = host.store.subscribe(({ draft }) => {
      if (draft?.lanes[0]?.cells.some(({ state }) => state === 'measured')) host.jobs.stop();
    });
    const record = await host.runner.run();
    unsubscribe();
    expect(record?.state).toBe('cancelled');
    expect(watched).toBe(0);
    expect(host.workers.every((worker) => worker.isEnded())).toBe(true);
  });
});

describe('the devices that are timed', () => {
  const machineWith = (isSoftware: boolean): MachineState => ({
    state: 'known',
    probe: {
      adapter: { ...adapter, isSoftware, features: [] },
      adapterAbsence: null,
      clockResolutionMs: 0.005,
      crossOriginIsolated: true,
      hasSharedMemory: true,
      hasJspi: true,
    },
  });

  const timedOn = (machine: MachineState) => {
    const { store } = setUpSweep(() => ({}), { device: ['webgpu', 'wasm'], dtype: ['fp32'] });
    const draft = newDraft({
      id: '1',
      startedAt: new Date(0),
      app: { version: '0', commit: '' },
      settings: store.getState().settings,
      input: { source: 'own', pairCount: 4, tokenLengths: null, sha256: '' },
      environment: describeTestEnvironment(machine.state === 'known' ? machine.probe : null),
      machine,
      model: undefined,
    });
    return devicesToTime(draft.lanes, machine).map(({ device, builds }) => `${device} ${builds[0]}`);
  };

  it('are those of the lanes', () => {
    expect(timedOn(machineWith(false))).toEqual(['webgpu jspi', 'wasm jspi']);
  });

  it('are the CPU alone where the adapter is software, which computes on it too', () => {
    expect(timedOn(machineWith(true))).toEqual(['wasm jspi']);
  });
});
