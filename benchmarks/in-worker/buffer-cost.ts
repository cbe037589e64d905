import type { Clock } from '../../src/core/rerank/clock.ts';
import { keepBufferLedger } from '../../src/worker/memory-meter.ts';
import type { BufferCost } from '../support/calls.ts';

/** The parts of WebGPU that the ledger wraps. */
interface EntryPoints {
  readonly createBuffer: GPUDevice['createBuffer'];
  readonly destroy: GPUBuffer['destroy'];
}

/** `GPUBufferUsage.STORAGE`. TypeScript's library does not have it. */
const storageUsage = 0x80;

const entryPoints = (): EntryPoints => ({
  createBuffer: GPUDevice.prototype.createBuffer,
  destroy: GPUBuffer.prototype.destroy,
});

const put = ({ createBuffer, destroy }: EntryPoints): void => {
  GPUDevice.prototype.createBuffer = createBuffer;
  GPUBuffer.prototype.destroy = destroy;
};

/**
 * Makes and destroys buffers through the ledger's entry points and through WebGPU's own. Blocks of each take
 * turns.
 */
export async function measureBufferCost(
  { blocks, pairsPerBlock }: { readonly blocks: number; readonly pairsPerBlock: number },
  clock: Clock,
): Promise<BufferCost> {
  const adapter = await navigator.gpu.requestAdapter();
  if (adapter === null) throw new Error('There is no WebGPU adapter.');
  const device = await adapter.requestDevice();
  const own = entryPoints();
  keepBufferLedger();
  const counted = entryPoints();
  const descriptor: GPUBufferDescriptor = { size: 4096, usage: storageUsage };

  const block = async (through: EntryPoints): Promise<number> => {
    put(through);
    const start = clock.now();
    for (let i = 0; i < pairsPerBlock; i++) device.createBuffer(descriptor).destroy();
    const ns = ((clock.now() - start) * 1e6) / pairsPerBlock;
    // Outside the timed window: waits for the work that the GPU process still has to do.
    await device.queue.onSubmittedWorkDone();
    return ns;
  };

  const cost = { wrapped: [] as number[], unwrapped: [] as number[] };
  // The first two blocks let the compiler see both ways. They are not counted.
  await block(own);
  await block(counted);
  for (let i = 0; i < blocks; i++) {
    const countedFirst = i % 2 === 0;
    const first = await block(countedFirst ? counted : own);
    const second = await block(countedFirst ? own : counted);
    cost.wrapped.push(countedFirst ? first : second);
    cost.unwrapped.push(countedFirst ? second : first);
  }
  put(own);
  device.destroy();
  return cost;
}
