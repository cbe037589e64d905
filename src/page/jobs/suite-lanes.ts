import type { Settings } from '../../core/settings/settings.ts';
import type { SuiteName } from '../../core/settings/suite-names.ts';
import { plannedTasks, suiteDtype, suites } from '../../core/suite/suite.ts';
import { defaultDevice, type MachineState } from '../store/machine-slice.ts';
import { type KnownModel, knownModel } from './known-model.ts';
import { smallerDepth } from './model-on-device.ts';

/** Lanes of one model. */
export interface LaneGroup {
  /** The standard suite's task that they are. */
  readonly task?: string;
  readonly settings: Settings;
  readonly model: KnownModel | undefined;
}

/**
 * The lanes of a suite's run, a group for each task: its model at its whole depth, or at the depth that fits
 * the device.
 *
 * @param settings as `suiteSettings` returns them
 */
export function suiteLanes(
  name: SuiteName,
  settings: Settings,
  machine: MachineState,
  deviceMemoryGiB: number | null,
): LaneGroup[] {
  const adapter = machine.state === 'known' ? machine.probe.adapter : null;
  const devices = settings.device.length > 0 ? settings.device : [defaultDevice(machine)];
  return plannedTasks(suites[name], settings).flatMap(({ task, layers, batchSizes, pairCounts }) =>
    devices.map((device) => {
      const dtype = settings.dtype.map((one) => (one === 'auto' ? suiteDtype(device, { adapter }) : one));
      const whole = knownModel(task.model, undefined, layers);
      const most = dtype.flatMap((one) => smallerDepth(whole, device, one, machine, deviceMemoryGiB) ?? []);
      // Where not even one layer fits, the lane says why.
      const depth = Math.min(layers, ...most.filter((one) => one > 0));
      return {
        task: task.id,
        settings: {
          ...settings,
          model: task.model,
          layers: depth,
          device: [device],
          dtype,
          batchSizes,
          pairCounts,
        },
        model: knownModel(task.model, undefined, depth),
      };
    }),
  );
}
