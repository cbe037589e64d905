import type { MeasuredCell, RunRecord } from '../src/core/document/run-record.ts';
import type { ToPassWorker } from '../src/worker/protocol/pass-messages.ts';
import { type BenchPage, smallSweep } from './support/bench-page.ts';
import { sampleCounts } from './support/outcomes.ts';
import { expect, test } from './support/worker-access.ts';

const single = { sample: 'capital-of-france', device: 'wasm', threads: '1', workers: '1' } as const;
const pooled = { ...single, workers: '2' } as const;

/**
 * The number of living pass workers, by the locks that they hold. The browser lists the locks of all workers
 * of the page.
 */
const passWorkers = (bench: BenchPage) =>
  bench.page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query();
    return held.filter(({ name }) => name?.startsWith('rerank-bench-pass-worker-')).length;
  });

const wasmBytes = ({ lanes }: RunRecord) =>
  lanes.flatMap(({ cells }) =>
    cells
      .filter((cell): cell is MeasuredCell => cell.state === 'measured')
      .map((cell) => cell.wasmBytes ?? 0),
  );

/** Runs inside a lane's worker: kills the pass worker that gets this pass before it can answer. */
const killAtPass = (fatal: number) => {
  const { postMessage } = Worker.prototype;
  let passes = 0;
  Worker.prototype.postMessage = function (this: Worker, ...given: unknown[]) {
    const message = given[0] as Partial<ToPassWorker>;
    if (message.type === 'pass-request' && message.kind === 'pass' && ++passes === fatal) this.terminate();
    return Reflect.apply(postMessage, this, given);
  };
};

test.describe('a lane of two pass workers', () => {
  test('scores as a single worker does, and its workers end with it', async ({ bench, complaints }) => {
    await bench.open(single);
    await bench.rank();
    const alone = await bench.ranks();
    expect(await passWorkers(bench)).toBe(0);

    await bench.page.evaluate(() => rerankBench.configure({ workers: 2 }));
    await bench.rank();
    expect(await bench.ranks()).toEqual(alone);
    expect(await passWorkers(bench)).toBe(2);

    // Another number of workers means a new worker of the page. Its predecessor ends together with these two.
    await bench.page.evaluate(() => rerankBench.configure({ workers: 1 }));
    await bench.rank();
    await expect.poll(() => passWorkers(bench)).toBe(0);
    expect(complaints.uncaught).toEqual([]);
    expect(complaints.errors).toEqual([]);
  });

  test('is measured like any other, with its number and the memory of both in the record @full', async ({
    bench,
  }) => {
    await bench.open({ ...single, ...smallSweep });
    const [one] = wasmBytes(await bench.run());
    await bench.page.evaluate(() => rerankBench.configure({ workers: 2 }));
    const record = await bench.run();
    expect(record.lanes).toMatchObject([
      { state: 'done', threads: 1, workers: 2, scoreCheck: { verdict: 'ok' } },
    ]);
    expect(Object.values(sampleCounts(record))).toEqual([2, 2, 2, 2, 2]);
    for (const bytes of wasmBytes(record)) expect(bytes).toBeGreaterThanOrEqual(2 * (one ?? Infinity));
    await expect.poll(() => passWorkers(bench), 'pass workers of a lane that has ended').toBe(0);
  });

  test('goes on in fresh ones where one of them is killed without a word @full', async ({
    bench,
    workerAccess,
  }) => {
    await bench.open({ ...pooled, ...smallSweep });
    // After the seven passes of the score check, and within the at least twenty of the warm-up.
    workerAccess.inNext(killAtPass, 12);
    const record = await bench.run();
    expect(record.lanes).toMatchObject([{ state: 'done', workers: 2, events: [{ kind: 'lane-restarted' }] }]);
    expect(record.lanes[0]?.cells.filter(({ reason }) => reason === 'worker-died')).toHaveLength(1);
    expect(Object.values(sampleCounts(record))).toEqual([2, 2, 2, 2]);
  });
});
