import type { MemoryMeter } from '../../src/core/bench/memory-meter.ts';
import { checkScores } from '../../src/core/rerank/check-scores.ts';
import type { Clock } from '../../src/core/rerank/clock.ts';
import type { Device } from '../../src/core/rerank/devices.ts';
import { type PairScorer, scoreRequest } from '../../src/core/rerank/score-request.ts';
import type { BufferRefusals } from '../../src/worker/gpu/buffer-refusals.ts';
import { watchDevices } from '../../src/worker/gpu/device-watch.ts';
import { keepBufferLedger, memoryMeter, watchWasmMemory } from '../../src/worker/memory-meter.ts';
import type { ScoreParams, ScoreResult } from '../../src/worker/protocol/messages.ts';
import type {
  CallKind,
  CallMap,
  FromBenchmarkWorker,
  ToBenchmarkWorker,
  WorkerStart,
} from '../support/calls.ts';
import { measureBufferCost } from './buffer-cost.ts';
import { measureOverhead } from './overhead.ts';
import { type CaughtSession, catchSession } from './session-catch.ts';
import { measureSquarePeak } from './square-peak.ts';

/**
 * A worker that composes the product's engine as src/worker/entry.ts does, and gives benchmarks access to its
 * inner parts.
 */

const clock: Clock = { now: () => performance.timeOrigin + performance.now() };
const channel = new MessageChannel();
const breathe = () =>
  new Promise<void>((resolve) => {
    channel.port1.onmessage = () => resolve();
    channel.port2.postMessage(null);
  });
const after = (ms: number, callback: () => void) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};
const pause = (ms: number) => new Promise<void>((resolve) => void after(ms, resolve));
const post = (message: FromBenchmarkWorker) => self.postMessage(message);

const devices = watchDevices();
const wasmBytes = watchWasmMemory();
let start: WorkerStart = { pageBase: '', ledger: true };
let memory: ((device: Device) => MemoryMeter) | null = null;
let refusals: BufferRefusals = { count: () => 0, last: () => undefined };
let loaded: {
  readonly scorer: PairScorer;
  readonly caught: CaughtSession;
  readonly device: Device;
} | null = null;

const model = () => {
  if (loaded === null) throw new Error('No model is loaded.');
  return loaded;
};

async function score(scorer: PairScorer, { pairs, ...options }: ScoreParams): Promise<ScoreResult> {
  const scored = await scoreRequest(scorer, pairs, options, clock);
  if (scored === null) throw new Error('Nothing stops this request.');
  return scored;
}

const handlers: { [K in CallKind]: (params: CallMap[K]['params']) => Promise<CallMap[K]['result']> } = {
  load: async (request) => {
    const { installRuntime } = await import('../../src/worker/engine/runtime.ts');
    const runtime = await installRuntime(request.runtime);
    const caught = await catchSession(request.runtime, clock);
    const { TransformersEngine } = await import('../../src/worker/engine/transformers-engine.ts');
    const { pageBase } = start;
    const listeners = { onDownload: () => {}, onStart: () => {} };
    const tools = { clock, devices, refusals, pageBase, ...listeners, after, pause };
    const engine = new TransformersEngine(tools, runtime);
    const { scorer, model } = await engine.load(request, () => {});
    loaded = { scorer, caught, device: request.device };
    return model;
  },

  score: (params) => score(model().scorer, params),

  scoreUnmasked: (params) => {
    const { tokenizer, forward } = model().scorer;
    return score(
      {
        tokenizer,
        forward: (batch) => forward({ ...batch, attentionMask: batch.attentionMask.map(() => 1n) }),
      },
      params,
    );
  },

  scoreUntyped: (params) => {
    const { tokenizer, forward } = model().scorer;
    return score(
      {
        tokenizer,
        forward: (batch) => forward({ ...batch, tokenTypeIds: batch.tokenTypeIds.map(() => 0n) }),
      },
      params,
    );
  },

  checkScores: (order) => checkScores(model().scorer, order, clock),

  overhead: (order) => {
    const { scorer, caught, device } = model();
    const meter = memory?.(device) ?? { mark: () => {}, read: () => ({ gpuBytes: null, wasmBytes: null }) };
    return measureOverhead(order, {
      scorer,
      caught,
      clock,
      breathe,
      memory: meter,
      emit: (event) => post({ type: 'lane', event }),
    });
  },

  countBuffers: async (params) => {
    const { createBuffer } = GPUDevice.prototype;
    let made = 0;
    GPUDevice.prototype.createBuffer = function (descriptor) {
      made++;
      return createBuffer.call(this, descriptor);
    };
    await handlers.score(params);
    GPUDevice.prototype.createBuffer = createBuffer;
    return made;
  },

  squarePeak: async (order) => {
    const { installRuntime } = await import('../../src/worker/engine/runtime.ts');
    return measureSquarePeak(await installRuntime(order.runtime), order, clock);
  },

  bufferCost: (params) => measureBufferCost(params, clock),
};

self.addEventListener('message', ({ data }: MessageEvent<ToBenchmarkWorker>) => {
  switch (data.type) {
    case 'start': {
      start = data.start;
      // Must come before anything imports ONNX Runtime.
      if (start.ledger) {
        const ledger = keepBufferLedger();
        memory = (device) => memoryMeter(device, ledger, wasmBytes);
        refusals = ledger.refusals;
      }
      return;
    }
    case 'call': {
      // The union of kinds does not tell the compiler that handler and params belong together. CallMap
      // ensures it.
      const handle = handlers[data.kind] as (params: unknown) => Promise<CallMap[CallKind]['result']>;
      handle(data.params).then(
        (result) => post({ type: 'result', result }),
        (error: unknown) => post({ type: 'failure', message: String(error) }),
      );
      return;
    }
    default:
      data satisfies never;
  }
});
