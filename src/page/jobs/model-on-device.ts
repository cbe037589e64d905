import type { DtypeFit } from '../../core/rerank/choose-dtype.ts';
import type { Device, Dtype } from '../../core/rerank/devices.ts';
import { type Excess, type Fit, modelFit } from '../../core/rerank/model-fit.ts';
import { largestDepthThatFits } from '../../core/rerank/twin-size.ts';
import { isTwinDtype } from '../../core/rerank/twins.ts';
import type { MachineState } from '../store/machine-slice.ts';
import { type KnownModel, largestTensorBytes } from './known-model.ts';

/**
 * Whether a model in a dtype fits a device of this machine, as far as both are known.
 *
 * @param deviceMemoryGiB what the browser says of the machine's memory
 */
export function fitOnDevice(
  model: KnownModel | undefined,
  device: Device,
  dtype: Dtype,
  machine: MachineState,
  deviceMemoryGiB: number | null = null,
): Fit {
  const weights = model?.weights?.find((one) => one.dtype === dtype);
  if (model === undefined || weights === undefined) return { problem: null, doubts: [] };
  const graph = weights.files?.[0];
  const adapter = machine.state === 'known' ? machine.probe.adapter : null;
  return modelFit({
    device,
    graphBytes: graph?.bytes ?? null,
    weightBytes: weights.bytes,
    largestTensorBytes: largestTensorBytes(model, dtype),
    limits: adapter?.limits ?? {},
    deviceMemoryGiB,
  });
}

export function dtypeFit({ problem, doubts }: Fit): DtypeFit {
  if (problem !== null) return 'too-large';
  return doubts.length > 0 ? 'doubtful' : 'fits';
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(2)} GB`;

/** What is too large for what, in English, as records keep it. */
export function excessMessage({ code, needBytes, limitBytes }: Excess): string {
  const [need, limit] = [gigabytes(needBytes), gigabytes(limitBytes)];
  switch (code) {
    case 'graph-over-2-gib':
      return `The graph file has ${need}; one of ${limit} or more cannot be read.`;
    case 'tensor-over-buffer':
      return `The largest tensor needs ${need}, and a buffer of this GPU holds ${limit} at most.`;
    case 'weights-over-wasm':
      return `The weights need ${need}, and WASM can address ${limit}.`;
    case 'tensor-over-binding':
      return `The largest tensor needs ${need}, and a shader on this GPU can bind ${limit} of it.`;
    case 'peak-over-wasm':
      return `Loading may need ${need} at its peak, and WASM can address ${limit}.`;
    case 'peak-over-device':
      return `Loading may need ${need} at its peak, and this device has ${limit} of memory.`;
    default:
      return code satisfies never;
  }
}

/**
 * How many layers a synthetic twin may have on a lane where the depth asked for may not fit.
 *
 * @param deviceMemoryGiB what the browser says of the machine's memory
 * @returns layers, 0 where even one layer is too many; `null` where it fits, or where the model is no twin
 */
export function smallerDepth(
  model: KnownModel | undefined,
  device: Device,
  dtype: Dtype | null,
  machine: MachineState,
  deviceMemoryGiB: number | null,
): number | null {
  if (model?.twin === undefined || dtype === null || !isTwinDtype(dtype)) return null;
  const { twin, layers } = model.twin;
  const adapter = machine.state === 'known' ? machine.probe.adapter : null;
  const { depth } = largestDepthThatFits({
    twin,
    dtype,
    device,
    limits: adapter?.limits ?? null,
    hasHalfPrecision: adapter?.features.includes('shader-f16') ?? false,
    deviceMemoryGiB,
  });
  return depth < layers ? depth : null;
}
