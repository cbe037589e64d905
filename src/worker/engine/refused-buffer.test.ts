import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PaddedBatch } from '../../core/rerank/batching.ts';
import { keepBufferLedger } from '../memory-meter.ts';
import { deviceOptions } from './device-options.ts';
import { type EngineTools, TransformersEngine } from './transformers-engine.ts';

const library = vi.hoisted(() => ({ loadModel: async (): Promise<unknown> => null }));
vi.mock('@huggingface/transformers', () => ({
  AutoConfig: {
    from_pretrained: async () => ({
      model_type: 'bert',
      architectures: ['BertForSequenceClassification'],
      num_labels: 1,
    }),
  },
  AutoTokenizer: { from_pretrained: async () => ({}) },
  AutoModelForSequenceClassification: { from_pretrained: () => library.loadModel() },
  Tensor: class {},
  env: { backends: { onnx: { wasm: {}, versions: {} } } },
}));

const text = 'createBuffer failed, size (2000) is too large for the implementation';

class FakeBuffer {
  readonly size = 1;
  destroy() {}
}
class FakeDevice {
  createBuffer({ size }: { size: number }) {
    if (size > 1000) throw new RangeError(text);
    return new FakeBuffer();
  }
}
const { createBuffer } = FakeDevice.prototype;
const { destroy } = FakeBuffer.prototype;

beforeEach(() => {
  vi.stubGlobal('GPUDevice', FakeDevice);
  vi.stubGlobal('GPUBuffer', FakeBuffer);
  vi.stubGlobal('self', new EventTarget());
});
afterEach(() => {
  FakeDevice.prototype.createBuffer = createBuffer;
  FakeBuffer.prototype.destroy = destroy;
  vi.unstubAllGlobals();
});

/** Asks for a buffer that is too large, and lets the throw be forgotten as the runtime does. */
function loseRefusal(device: FakeDevice): void {
  try {
    device.createBuffer({ size: 2000 });
  } catch {}
}

const batch = { pairs: 1, length: 1 } as PaddedBatch;

/** What the runtime makes of each pass in turn: `null` is a sound pass. */
function passes(fates: readonly { readonly refused: boolean; readonly error: Error | null }[]) {
  const { refusals } = keepBufferLedger();
  const device = new FakeDevice();
  let pass = 0;
  const answer = async () => {
    const fate = fates[pass++];
    if (fate?.refused) loseRefusal(device);
    if (fate?.error) throw fate.error;
    return { logits: { type: 'float32', data: new Float32Array([pass]) } };
  };
  let submissions = 0;
  const devices = {
    fault: new Promise<never>(() => {}),
    faultSoFar: () => null,
    submissions: () => submissions++,
    adapter: () => null,
  };
  return deviceOptions.webgpu.forward({ forward: answer } as never, { devices, refusals });
}

it.each([
  new WebAssembly.RuntimeError('unreachable'),
  new Error('Aborted(). Build with -sASSERTIONS for more info.'),
  new RangeError(text),
])('a pass that fails with “$message” after a buffer was refused ran out of GPU memory', async (error) => {
  const forward = passes([{ refused: true, error }]);
  await expect(forward(batch)).rejects.toMatchObject({
    code: 'gpu-memory',
    message: text,
    detail: expect.stringContaining(error.message),
  });
});

it('a refused buffer that the runtime survives fails no pass, and explains no later failure', async () => {
  const forward = passes([
    { refused: true, error: null },
    { refused: false, error: null },
    { refused: false, error: new WebAssembly.RuntimeError('unreachable') },
  ]);
  expect(await forward(batch)).toEqual(new Float32Array([1]));
  expect(await forward(batch)).toEqual(new Float32Array([2]));
  await expect(forward(batch)).rejects.toThrow(/^unreachable$/);
});

it('a failure that says what it is stays that, whatever was refused', async () => {
  const forward = passes([{ refused: true, error: new Error('The Device was lost.') }]);
  await expect(forward(batch)).rejects.toThrow('The Device was lost.');
});

it('a load that fails after a buffer was refused ran out of GPU memory', async () => {
  const { refusals } = keepBufferLedger();
  library.loadModel = async () => {
    loseRefusal(new FakeDevice());
    throw new WebAssembly.RuntimeError('unreachable');
  };
  const silent = { after: () => () => {}, onStart: () => {} };
  const tools = { clock: { now: () => 0 }, refusals, pageBase: 'http://page.example/', ...silent };
  const engine = new TransformersEngine(
    tools as unknown as EngineTools,
    {
      ...{ build: 'asyncify', start: async () => {} },
      onnxruntime: { InferenceSession: { create: async () => ({}) } },
    } as never,
  );
  const request = {
    ...{ model: { source: 'built-in', name: 'coverage' }, device: 'webgpu', dtype: 'fp32' },
    ...{ threads: null, layers: null },
  };
  await expect(engine.load(request as never, () => {})).rejects.toMatchObject({
    code: 'gpu-memory',
    message: text,
  });
});
