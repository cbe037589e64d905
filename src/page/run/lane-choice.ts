import type { CatalogueEntry } from '../../core/rerank/catalogue.ts';
import { chooseDtype } from '../../core/rerank/choose-dtype.ts';
import type { BatchOrder, Device, Dtype } from '../../core/rerank/devices.ts';
import type { FailureCode } from '../../core/rerank/failure.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { defaultDevice, type MachineState } from '../store/machine-slice.ts';

/** A lane before it runs: either what it runs with, or why it cannot. */
export interface LaneChoice {
  readonly device: Device;
  readonly dtype: Dtype | null;
  readonly order: BatchOrder;
  readonly unavailable: { readonly code: FailureCode; readonly message: string } | null;
}

/** The lanes that settings ask for on this machine: every device with every dtype and every order of batches. */
export function chooseLanes(
  settings: Pick<Settings, 'device' | 'dtype' | 'order'>,
  model: CatalogueEntry | undefined,
  machine: MachineState,
): LaneChoice[] {
  const backends = chooseBackends(settings, model, machine);
  return backends.flatMap((backend) => settings.order.map((order) => ({ ...backend, order })));
}

function chooseBackends(
  settings: Pick<Settings, 'device' | 'dtype'>,
  model: CatalogueEntry | undefined,
  machine: MachineState,
): Omit<LaneChoice, 'order'>[] {
  const adapter = machine.state === 'known' ? machine.probe.adapter : null;
  const available = model?.weights.map(({ dtype }) => dtype) ?? null;
  const asked = settings.device.length > 0 ? settings.device : [defaultDevice(machine)];
  const lanes = asked.flatMap((device) =>
    settings.dtype.map((choice): Omit<LaneChoice, 'order'> => {
      if (device === 'webgpu' && adapter === null) {
        return {
          device,
          dtype: null,
          unavailable: { code: 'no-gpu', message: 'The browser offers no WebGPU adapter.' },
        };
      }
      const answer = chooseDtype({
        device,
        asked: choice,
        available,
        hasHalfPrecision: adapter?.features.includes('shader-f16') ?? false,
      });
      if (answer.state === 'chosen') return { device, dtype: answer.dtype, unavailable: null };
      return {
        device,
        dtype: answer.dtype,
        unavailable: {
          code: answer.code === 'dtype-missing' ? 'model-not-found' : 'no-half-precision',
          message: `${answer.dtype} on ${device}`,
        },
      };
    }),
  );
  // `auto` beside the dtype it stands for would measure the same lane twice.
  const seen = new Set<string>();
  return lanes.filter(({ device, dtype }) => {
    const key = `${device} ${dtype}`;
    return !seen.has(key) && seen.add(key);
  });
}
