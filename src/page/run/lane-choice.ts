import type { ModelFitness } from '../../core/hub/model-config.ts';
import { chooseDtype, type DtypeReason, type DtypeRefusal } from '../../core/rerank/choose-dtype.ts';
import type { BatchOrder, Device, Dtype } from '../../core/rerank/devices.ts';
import type { FailureCode } from '../../core/rerank/failure.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { defaultDevice, type MachineState } from '../store/machine-slice.ts';
import type { KnownModel } from './known-model.ts';
import { dtypeFit, excessMessage, fitOnDevice } from './model-on-device.ts';

/** Why a lane cannot run. */
export interface Unavailability {
  readonly code: FailureCode;
  readonly message: string;
}

/** A lane before it runs: either what it runs with, or why it cannot. */
export interface LaneChoice {
  readonly device: Device;
  readonly dtype: Dtype | null;
  readonly order: BatchOrder;
  readonly unavailable: Unavailability | null;
}

/** A lane without its order: its device and dtype, and why it is that dtype. */
export interface BackendChoice extends Omit<LaneChoice, 'order'> {
  readonly reason: DtypeReason | null;
}

/** The lanes that settings ask for on this machine: every device with every dtype and every order of batches. */
export function chooseLanes(
  settings: Pick<Settings, 'device' | 'dtype' | 'order'>,
  model: KnownModel | undefined,
  machine: MachineState,
): LaneChoice[] {
  const backends = chooseBackends(settings, model, machine);
  return backends.flatMap(({ reason: _, ...backend }) =>
    settings.order.map((order) => ({ ...backend, order })),
  );
}

/** The same without the orders, each with the reason for its dtype. */
export function chooseBackends(
  settings: Pick<Settings, 'device' | 'dtype'>,
  model: KnownModel | undefined,
  machine: MachineState,
): BackendChoice[] {
  const adapter = machine.state === 'known' ? machine.probe.adapter : null;
  const unfit = model === undefined ? null : unfitness(model.fitness);
  const asked = settings.device.length > 0 ? settings.device : [defaultDevice(machine)];
  const lanes = asked.flatMap((device) =>
    settings.dtype.map((choice): BackendChoice => {
      const cannot = (unavailable: Unavailability, dtype: Dtype | null = null): BackendChoice => ({
        device,
        dtype,
        reason: null,
        unavailable,
      });
      if (device === 'webgpu' && adapter === null) {
        return cannot({ code: 'no-gpu', message: 'The browser offers no WebGPU adapter.' });
      }
      if (unfit !== null) return cannot(unfit, choice === 'auto' ? null : choice);
      const answer = chooseDtype({
        device,
        asked: choice,
        available: model?.weights?.map(({ dtype }) => dtype) ?? null,
        hasHalfPrecision: adapter?.features.includes('shader-f16') ?? false,
        fitOf: (dtype) => dtypeFit(fitOnDevice(model, device, dtype, machine)),
      });
      if (answer.state === 'chosen') {
        return { device, dtype: answer.dtype, reason: answer.reason, unavailable: null };
      }
      const { code, dtype } = answer;
      const excess = dtype === null ? null : fitOnDevice(model, device, dtype, machine).problem;
      return cannot(
        {
          code: refusalCodes[code],
          message:
            code === 'too-large' && excess !== null
              ? excessMessage(excess)
              : code === 'no-weights'
                ? 'no ONNX weights in onnx/'
                : `${dtype} on ${device}`,
        },
        dtype,
      );
    }),
  );
  // `auto` beside the dtype it stands for would measure the same lane twice.
  const seen = new Set<string>();
  return lanes.filter(({ device, dtype }) => {
    const key = `${device} ${dtype}`;
    return !seen.has(key) && seen.add(key);
  });
}

const refusalCodes: Readonly<Record<DtypeRefusal, FailureCode>> = {
  'dtype-missing': 'model-not-found',
  'no-weights': 'model-not-found',
  'no-half-precision': 'no-half-precision',
  'not-on-gpu': 'dtype-not-on-gpu',
  'too-large': 'model-too-large',
};

/** Why a model of that kind runs on no device; `null` for a reranker. */
function unfitness(fitness: ModelFitness): Unavailability | null {
  switch (fitness.state) {
    case 'reranker':
      return null;
    case 'other-head':
      return {
        code: 'not-a-reranker',
        message: fitness.labels === null ? fitness.found : `${fitness.found}, ${fitness.labels} labels`,
      };
    case 'unsupported':
      return { code: 'unsupported-model', message: fitness.found };
    default:
      return fitness satisfies never;
  }
}
