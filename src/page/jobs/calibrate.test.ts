import { describe, expect, it } from 'vitest';
import { Failure } from '../../core/rerank/failure.ts';
import { fakeScorer } from '../../core/rerank/testing/fake-scorer.ts';
import type { FileProgress, ModelRequest } from '../../worker/protocol/messages.ts';
import {
  type InProcessHost,
  type InProcessOptions,
  inProcessHost,
  loadedModel,
} from '../../worker/protocol/testing/in-process-worker.ts';
import { type CalibrationListener, type CalibrationTask, calibrate } from './calibrate.ts';
import { WorkerClient, type WorkerListeners } from './worker-client.ts';

const order: CalibrationTask = {
  request: {
    model: { source: 'built-in', name: 'coverage' },
    device: 'wasm',
    dtype: 'fp32',
    host: 'https://hub.test/',
    runtime: 'plain',
    layers: null,
  },
  pairs: ['a', 'b c', 'd e f'].map((document) => ({ query: 'q', document })),
  seed: 1,
  maxLength: 32,
  machine: {
    cores: 2,
    hasThreads: true,
    weightBytes: 1000,
    graphBytes: null,
    deviceMemoryGiB: 8,
    asked: { threads: null, workers: null },
  },
};

/** What a pass costs by `threads×workers`, ms. */
const usualMs: Readonly<Record<string, number>> = { '2×1': 60, '1×1': 100, '1×2': 50 };

const planOf = ({ threads, workers }: ModelRequest) => `${threads}×${workers}`;

/** A calibrator whose workers take as long a pass as their plan says, and may fail. */
function setUp(
  passMs = usualMs,
  fail: (plan: string) => Promise<never> | undefined = () => undefined,
  onPass: () => void = () => {},
) {
  const requests: ModelRequest[] = [];
  const host: InProcessHost = inProcessHost(
    (): InProcessOptions => ({
      load: async (request, onProgress) => {
        requests.push(request);
        const file: FileProgress = { file: 'model.onnx', loadedBytes: 1, totalBytes: 1, done: true };
        onProgress(file);
        await fail(planOf(request));
        const scorer = fakeScorer({
          clock: host.clock,
          onPass,
          passMs: () => passMs[planOf(request)] ?? 10,
        });
        return { scorer, model: { ...loadedModel, contextTokens: 16, workers: request.workers } };
      },
    }),
  );
  const { tools, workers } = host;
  const stopping = new AbortController();
  const sessions = {
    newClient: (listeners: WorkerListeners) => new WorkerClient(tools, listeners),
    after: tools.after,
    isHidden: tools.visibility.isHidden,
  };
  const calibrator = {
    calibrate: (order: CalibrationTask, listener?: CalibrationListener) =>
      calibrate(order, sessions, listener, stopping.signal),
    stop: () => stopping.abort(),
  };
  return { ...host, calibrator, requests, ended: () => workers.map((worker) => worker.isEnded()) };
}

describe('a calibration', () => {
  it('tries every plan in a fresh worker, which ends, and takes the fastest', async () => {
    const { calibrator, requests, ended } = setUp();
    const calibration = await calibrator.calibrate(order);
    expect(calibration).toEqual({
      chosen: { threads: 1, workers: 2 },
      tried: [
        { threads: 2, workers: 1, pairsPerSecond: 16_000 / 480 },
        { threads: 1, workers: 1, pairsPerSecond: 16_000 / 800 },
        { threads: 1, workers: 2, pairsPerSecond: 16_000 / 400 },
      ],
      leftOut: [],
    });
    expect(requests.map(planOf)).toEqual(['2×1', '1×1', '1×2']);
    expect(requests[0]).toMatchObject({ runtime: 'plain', device: 'wasm', layers: null });
    expect(ended()).toEqual([true, true, true]);
  });

  it('tells which plan it is at, and of the files that come', async () => {
    const { calibrator } = setUp();
    const told: unknown[] = [];
    const listener: CalibrationListener = {
      onCandidate: (progress) => told.push(progress),
      onFile: ({ file }) => told.push(file),
    };
    await calibrator.calibrate(order, listener);
    expect(told.slice(0, 3)).toEqual([
      { threads: 2, workers: 1, place: 1, of: 3 },
      'model.onnx',
      { threads: 1, workers: 1, place: 2, of: 3 },
    ]);
  });

  it('goes on where a plan dies, and notes it', async () => {
    const { calibrator, workers } = setUp(usualMs, (plan) => {
      if (plan !== '1×1') return undefined;
      workers.at(-1)?.die();
      return new Promise(() => {});
    });
    const calibration = await calibrator.calibrate(order);
    expect(calibration?.chosen).toEqual({ threads: 1, workers: 2 });
    expect(calibration?.tried[1]).toMatchObject({ pairsPerSecond: null, failure: { code: 'worker-died' } });
  });

  it('gives a plan up that hangs', async () => {
    const { calibrator, passTime } = setUp(usualMs, (plan) =>
      plan === '2×1' ? new Promise(() => {}) : undefined,
    );
    const calibrating = calibrator.calibrate(order);
    await Promise.resolve();
    passTime(300_000);
    passTime(2_000);
    expect((await calibrating)?.tried[0]).toMatchObject({ failure: { code: 'hung' } });
  });

  it('spares plans of as many workers once memory ran out', async () => {
    const { calibrator, requests } = setUp({}, (plan) => {
      if (plan === '2×2') throw new Failure('cpu-memory', 'no room');
      return undefined;
    });
    const calibration = await calibrator.calibrate({ ...order, machine: { ...order.machine, cores: 4 } });
    expect(requests.map(planOf)).toEqual(['4×1', '2×1', '2×2']);
    expect(calibration?.tried.map(({ workers, failure }) => [workers, failure?.code])).toEqual([
      [1, undefined],
      [1, undefined],
      [2, 'cpu-memory'],
      [4, 'cpu-memory'],
      [2, 'cpu-memory'],
    ]);
    expect(calibration?.chosen).toEqual({ threads: 2, workers: 1 });
  });

  it('ends at what every plan would meet, and then nothing is chosen', async () => {
    const { calibrator, requests, ended } = setUp(usualMs, () => {
      throw new Failure('model-not-found', 'org/name');
    });
    expect(await calibrator.calibrate(order)).toBeNull();
    expect(requests).toHaveLength(1);
    expect(ended()).toEqual([true]);
  });

  it('says what memory left no room for', async () => {
    const { calibrator } = setUp();
    const machine = { ...order.machine, weightBytes: 2 ** 30, deviceMemoryGiB: 4 };
    const calibration = await calibrator.calibrate({ ...order, machine });
    expect(calibration?.leftOut).toMatchObject([{ threads: 1, workers: 2, limitBytes: 4 * 2 ** 30 }]);
    expect(calibration?.tried).toHaveLength(2);
  });

  it('times all plans with pairs as long as the model takes', async () => {
    const lengths: number[] = [];
    const host: InProcessHost = inProcessHost(() => ({
      passMs: () => 100,
      onPass: ({ length }) => lengths.push(length),
      model: { contextTokens: 8 },
    }));
    const newClient = (listeners: WorkerListeners) => new WorkerClient(host.tools, listeners);
    const pairs = [{ query: 'q', document: 'word '.repeat(50) }];
    await calibrate({ ...order, pairs }, { newClient, after: host.tools.after });
    expect(new Set(lengths)).toEqual(new Set([8]));
  });
});

describe('stopping a calibration', () => {
  it('while a model loads ends its worker', async () => {
    const { calibrator, requests, ended } = setUp(usualMs, () => new Promise(() => {}));
    const calibrating = calibrator.calibrate(order);
    await expect.poll(() => requests.length).toBe(1);
    calibrator.stop();
    expect(await calibrating).toBeNull();
    expect(ended()).toEqual([true]);
  });

  it('while requests are timed ends between passes, and tries no further plan', async () => {
    let passes = 0;
    const { calibrator, requests, ended } = setUp(
      usualMs,
      () => undefined,
      () => {
        // In the second plan, whose requests have four passes as those of the first.
        if (++passes === 5 * 8 + 6) calibrator.stop();
      },
    );
    expect(await calibrator.calibrate(order)).toBeNull();
    expect(requests.map(planOf)).toEqual(['2×1', '1×1']);
    expect(passes).toBe(5 * 8 + 6);
    expect(ended()).toEqual([true, true]);
  });
});
