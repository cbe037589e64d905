import { describe, expect, it } from 'vitest';
import { runRecordSchema } from '../../core/document/run-record.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { CalibrationStore } from './calibration-memory.ts';
import { setUpSweep } from './testing/sweep-host.ts';

function memory(): CalibrationStore & { readonly kept: Map<string, unknown> } {
  const kept = new Map<string, unknown>();
  return {
    kept,
    get: async (key) => kept.get(key),
    set: async (key, value) => void kept.set(key, value),
    clear: async () => kept.clear(),
  };
}

/** Two cores: 2×1, 1×1 and 1×2 are tried, each in a worker of its own, and the lane has the fourth. */
const setUp = (msOfWorker: readonly number[], settings: Partial<Settings> = {}, calibrations = memory()) => {
  const host = setUpSweep(
    (worker) => ({ passMs: () => msOfWorker[worker] ?? 100 }),
    { model: 'org/name', device: ['wasm'], ...settings },
    { calibrations },
  );
  return { ...host, calibrations };
};

describe('a lane on the CPU', () => {
  it('takes the threads and sessions that a calibration finds best, and the record tells what was tried', async () => {
    const { runner, workers } = setUp([200, 300, 100]);
    const record = await runner.run();
    const lane = record?.lanes[0];
    expect(lane).toMatchObject({ state: 'done', workers: 2 });
    expect(lane?.calibration?.source).toBe('measured');
    expect(lane?.calibration?.tried.map(({ threads, workers }) => [threads, workers])).toEqual([
      [2, 1],
      [1, 1],
      [1, 2],
    ]);
    expect(lane?.calibration?.tried.every(({ pairsPerSecond }) => (pairsPerSecond ?? 0) > 0)).toBe(true);
    expect(workers).toHaveLength(4);
    expect(runRecordSchema.parse(record)).toEqual(record);
  });

  it('remembers them: the next sweep tries nothing', async () => {
    const { runner, workers, calibrations } = setUp([200, 300, 100]);
    await runner.run();
    const record = await runner.run();
    expect(record?.lanes[0]).toMatchObject({ workers: 2, calibration: { source: 'remembered' } });
    expect(workers).toHaveLength(5);
    await calibrations.clear();
    await runner.run();
    expect(workers).toHaveLength(9);
  });

  it('shares one calibration with a lane that only orders its pairs otherwise', async () => {
    const { runner, workers } = setUp([], { order: ['length', 'input'] });
    const record = await runner.run();
    expect(record?.lanes.map(({ calibration }) => calibration?.source)).toEqual(['measured', 'remembered']);
    expect(workers).toHaveLength(5);
  });

  it.each([
    [{ threads: 1 }, 1],
    [{ workers: 2 }, 2],
    [{ threads: 2, workers: 2 }, 2],
  ])('with %j is measured as asked, and nothing is tried', async (settings, sessions) => {
    const { runner, workers } = setUp([], settings);
    const record = await runner.run();
    expect(record?.lanes[0]?.workers).toBe(sessions);
    expect(record?.lanes[0]?.calibration).toBeUndefined();
    expect(workers).toHaveLength(1);
  });

  it('with the built-in model is measured at once', async () => {
    const { runner, workers } = setUp([], { model: 'builtin:coverage' });
    const record = await runner.run();
    expect(record?.lanes[0]).toMatchObject({ state: 'done', workers: 1 });
    expect(workers).toHaveLength(1);
  });

  it('is left to the runtime where nothing could be tried', async () => {
    const { runner, workers } = setUpSweep(
      (worker) => ({
        passMs: () => {
          if (worker === 0) throw new Error('protobuf parsing failed');
          return 100;
        },
      }),
      { model: 'org/name', device: ['wasm'] },
      { calibrations: memory() },
    );
    const record = await runner.run();
    expect(record?.lanes[0]).toMatchObject({ state: 'done', workers: 1 });
    expect(record?.lanes[0]?.calibration).toBeUndefined();
    expect(workers).toHaveLength(2);
  });

  it('stops while it calibrates, and measures nothing', async () => {
    const { jobs, runner, store } = setUp([]);
    const seen: string[] = [];
    store.subscribe(({ progress }) => {
      if (progress?.phase !== 'calibrating' || progress.trying === null) return;
      seen.push(
        `${progress.trying.threads}×${progress.trying.workers} ${progress.trying.place}/${progress.trying.of}`,
      );
      jobs.stop();
    });
    const record = await runner.run();
    expect(seen).toEqual(['2×1 1/3']);
    expect(record?.state).toBe('cancelled');
    expect(record?.lanes[0]?.state).toBe('cancelled');
  });

  it('goes on with the threads it had when rounds are added', async () => {
    const { runner, workers, calibrations } = setUp([200, 300, 100]);
    await runner.run();
    await calibrations.clear();
    const record = await runner.addRounds(1);
    expect(record?.lanes[0]).toMatchObject({ workers: 2, calibration: { source: 'measured' } });
    expect(workers).toHaveLength(5);
  });
});
