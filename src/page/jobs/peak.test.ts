import { describe, expect, it } from 'vitest';
import {
  type PeakMeasurement,
  type PeakOrder,
  type PeakSearch,
  reachedMethod,
} from '../../core/bench/peak.ts';
import { watchdogRule } from '../../core/bench/watchdog.ts';
import { columnText } from '../../core/document/columns.ts';
import {
  type CellRecord,
  type LaneRecord,
  type RunRecord,
  runRecordSchema,
} from '../../core/document/run-record.ts';
import { Failure } from '../../core/rerank/failure.ts';
import { flopsOf, onePass } from '../../core/rerank/flops.ts';
import { formatOf } from '../../core/texts/format.ts';
import type { InProcessOptions } from '../../worker/protocol/testing/in-process-worker.ts';
import type { AppStore } from '../store/app-state.ts';
import { setUpSweep } from './testing/sweep-host.ts';

const shape = { layers: 2, hiddenSize: 8, intermediateSize: 32 };
const oneCell = { batchSizes: [4], pairCounts: [4] };

const peakOf = (order: PeakOrder): PeakMeasurement => ({
  device: order.device,
  precision: order.precision,
  gflopsPerSecond: 100,
  method: 'a product',
  size: 512,
  ms: 2000,
});

/** A sweep of a model whose shape is known, on a machine whose peaks are asked for here. */
function setUp(
  measurePeak: (order: PeakOrder, search: PeakSearch) => Promise<PeakMeasurement>,
  model: InProcessOptions['model'] = { shape },
  settings: Parameters<typeof setUpSweep>[1] = oneCell,
  passMs: (worker: number) => number = () => 50,
) {
  const asked: PeakOrder[] = [];
  const host = setUpSweep(
    (worker) => ({
      passMs: () => passMs(worker),
      model,
      measurePeak: (search) => {
        asked.push(search.order);
        return measurePeak(search.order, search);
      },
    }),
    settings,
  );
  return { ...host, asked };
}

/** What the page shows of the phase, each change once. */
function phasesOf(store: AppStore): string[] {
  const phases: string[] = [];
  store.subscribe(({ progress }) => {
    if (progress !== null && phases.at(-1) !== progress.phase) phases.push(progress.phase);
  });
  return phases;
}

const rateOf = (cell: CellRecord) => (cell.state === 'measured' ? (cell.gflopsPerSecond ?? 0) : 0);

const fastestRate = ({ cells }: LaneRecord) => Math.max(...cells.map(rateOf));

/** What the tables show of each lane's only cell. */
const percentsOfPeak = (record: RunRecord | null) =>
  record?.lanes.map((lane) => {
    const [cell] = lane.cells;
    return cell?.state === 'measured' ? columnText('percentOfPeak', cell, lane, formatOf('en')) : null;
  });

describe('a lane and its device’s peak', () => {
  it('are put together once the lane’s worker has gone, in a worker of its own', async () => {
    const { runner, workers, asked, store } = setUp(async (order) => {
      expect(workers.map((worker) => worker.isEnded())).toEqual([true, false]);
      return peakOf(order);
    });
    const phases = phasesOf(store);
    const record = await runner.run();
    expect(asked).toEqual([{ device: 'wasm', precision: 'f32', runtime: 'plain', threads: 1 }]);
    expect(workers.map((worker) => worker.isEnded())).toEqual([true, true]);
    expect(phases.at(-1)).toBe('measuring-peak');

    const [lane] = record?.lanes ?? [];
    expect(lane?.peak).toEqual({ precision: 'f32', gflopsPerSecond: 100, method: 'a product', size: 512 });
    expect(lane?.model.shape).toEqual(shape);
    // One pass of four pairs, the longest of 7 tokens, in 50 ms.
    const flops = flopsOf(shape, onePass(4, 7));
    expect(lane?.cells[0]).toMatchObject({ flops, gflopsPerSecond: flops / 50 / 1e6 });
    expect(runRecordSchema.parse(record)).toEqual(record);
  });

  it('are no further apart than 100 %: what a lane reached, its device can do', async () => {
    const { runner } = setUp(async (order) => ({ ...peakOf(order), gflopsPerSecond: 1e-9 }));
    const record = await runner.run();
    const [lane] = record?.lanes ?? [];
    const cell = lane?.cells[0];
    expect(cell?.state === 'measured' && cell.gflopsPerSecond).toBeGreaterThan(1e-9);
    expect(lane?.peak?.gflopsPerSecond).toBe(cell?.state === 'measured' && cell.gflopsPerSecond);
    expect(lane?.peak).toMatchObject({ precision: 'f32', method: reachedMethod });
    // One pass of four pairs of 7 tokens.
    expect(lane?.peak?.size).toBe(28);
    expect(runRecordSchema.parse(record)).toEqual(record);
  });

  it('are one peak for all lanes that share it, the most that any of them reached', async () => {
    // Workers: the first lane, the search, the second lane, and both lanes again for more rounds.
    const passMs = [50, 0, 25, 5, 25];
    const { runner } = setUp(
      async (order) => ({ ...peakOf(order), gflopsPerSecond: 1e-9 }),
      { shape },
      { ...oneCell, order: ['length', 'input'] },
      (worker) => passMs[worker] ?? Number.NaN,
    );
    const record = await runner.run();
    const [slow = 0, fast = 0] = record?.lanes.map(fastestRate) ?? [];
    expect(fast).toBeGreaterThan(1.9 * slow);
    expect(record?.lanes.map(({ peak }) => peak?.gflopsPerSecond)).toEqual([fast, fast]);
    expect(new Set(record?.lanes.map(({ peak }) => JSON.stringify(peak))).size).toBe(1);
    expect(percentsOfPeak(record)).toEqual(['50%', '100%']);

    // Now the first lane is the faster one.
    const more = await runner.addRounds(10);
    const [now = 0, same = 0] = more?.lanes.map(fastestRate) ?? [];
    expect(now).toBeGreaterThan(1.1 * same);
    expect(more?.lanes.map(({ peak }) => peak?.gflopsPerSecond)).toEqual([now, now]);
    expect(percentsOfPeak(more)).toEqual(['100%', '62%']);
  });

  it('keep a peak of their own for each precision', async () => {
    const { runner } = setUp(
      async (order) => ({ ...peakOf(order), gflopsPerSecond: order.precision === 'int8' ? 1e-9 : 100 }),
      { shape },
      { ...oneCell, model: 'twin:ms-marco-MiniLM-L-6-v2', dtype: ['fp32', 'q8'] },
    );
    const record = await runner.run();
    expect(record?.lanes.map(({ peak }) => [peak?.precision, peak?.method])).toEqual([
      ['f32', 'a product'],
      ['int8', reachedMethod],
    ]);
  });

  it('need one search for all runs and rounds with the same precision, build and threads', async () => {
    const { runner, asked } = setUp(async (order) => peakOf(order));
    await runner.run();
    await runner.addRounds(2);
    const again = await runner.run();
    expect(asked).toHaveLength(1);
    expect(again?.lanes[0]?.peak?.gflopsPerSecond).toBe(100);
    expect(again?.lanes[0]?.events).toEqual([]);
  });

  it('are searched again with a model of other widths, and the most that was found holds for both', async () => {
    const widths: unknown[] = [];
    const rates = [100, 70, 130];
    let model = shape;
    const host = setUp(
      async (order, search) => {
        widths.push(search.widths);
        return { ...peakOf(order), gflopsPerSecond: rates[widths.length - 1] ?? Number.NaN };
      },
      // As the worker answers when it has loaded the model of the moment.
      {
        get shape() {
          return model;
        },
      },
    );
    const peaks: unknown[] = [];
    for (const hiddenSize of [8, 16, 8, 24]) {
      model = { ...shape, hiddenSize };
      peaks.push((await host.runner.run())?.lanes[0]?.peak?.gflopsPerSecond);
    }
    expect(widths).toEqual([8, 16, 24].map((hiddenSize) => ({ hiddenSize, intermediateSize: 32 })));
    expect(peaks).toEqual([100, 100, 100, 130]);
  });

  it('are not put together for a model whose operations nobody counts', async () => {
    for (const model of [{}, { shape: null }]) {
      const { runner, asked, workers } = setUp(async (order) => peakOf(order), model);
      const record = await runner.run();
      expect(asked).toEqual([]);
      expect(workers).toHaveLength(1);
      expect(record?.lanes[0]).not.toHaveProperty('peak');
      expect(record?.lanes[0]?.cells[0]).not.toHaveProperty('flops');
    }
  });

  it('stay apart where the search fails, which costs the run nothing else and is tried again', async () => {
    let fails = true;
    const { runner, asked } = setUp(async (order) => {
      if (fails) throw new Failure('gpu-memory', 'no room for a product');
      return peakOf(order);
    });
    const record = await runner.run();
    expect(record?.state).toBe('done');
    const [lane] = record?.lanes ?? [];
    expect(lane).not.toHaveProperty('peak');
    expect(lane?.cells[0]).toMatchObject({ state: 'measured', gflopsPerSecond: expect.any(Number) });
    expect(lane?.events).toMatchObject([{ kind: 'peak-unknown', message: 'no room for a product' }]);
    fails = false;
    expect((await runner.run())?.lanes[0]?.peak).toBeDefined();
    expect(asked).toHaveLength(2);
  });

  it('stay apart where the search never ends', async () => {
    const { runner, passTime } = setUp(() => {
      queueMicrotask(() => {
        passTime(20_000);
        passTime(watchdogRule.graceMs);
      });
      return new Promise(() => {});
    });
    const record = await runner.run();
    expect(record?.lanes[0]?.events).toMatchObject([{ kind: 'peak-unknown' }]);
  });

  it('stay apart where the run is stopped meanwhile', async () => {
    const { jobs, runner, workers } = setUp(() => {
      queueMicrotask(() => jobs.stop());
      return new Promise(() => {});
    });
    const record = await runner.run();
    expect(record?.lanes[0]).not.toHaveProperty('peak');
    expect(record?.lanes[0]).toMatchObject({ events: [], cells: [{ state: 'measured' }] });
    expect(workers.every((worker) => worker.isEnded())).toBe(true);
  });
});
