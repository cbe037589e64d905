import type { Device, Dtype } from '../../core/rerank/devices.ts';
import { largestDepthThatFits } from '../../core/rerank/twin-size.ts';
import { isTwinDtype } from '../../core/rerank/twins.ts';
import type { MachineState } from '../store/machine-slice.ts';
import type { KnownModel } from './known-model.ts';

/**
 * How deep a synthetic twin may be on a lane where the depth asked for may not fit.
 *
 * @param deviceMemoryGiB what the browser says of the machine's memory
 * @returns layers, 0 where it is not the depth that keeps it from fitting; `null` where it fits, or where the model is no twin
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
