import { isGenerative, type ModelFitness } from '../../core/model-files/model-fitness.ts';
import { usualDtypes } from '../../core/model-files/weight-names.ts';
import { chooseDtype, type DtypeReason, type DtypeRefusal } from '../../core/rerank/choose-dtype.ts';
import {
  type BatchOrder,
  buildsToTry,
  type Device,
  type Dtype,
  deviceKinds,
  type RuntimeBuild,
  type RuntimeChoice,
} from '../../core/rerank/devices.ts';
import type { FailureCode } from '../../core/rerank/failure.ts';
import { type GpuOption, type GpuOptionChoice, gpuOptionOf } from '../../core/rerank/gpu-options.ts';
import { hasFusedGraph, laneGraph, type TwinGraph } from '../../core/rerank/twins.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { defaultDevice, type MachineState } from '../store/machine-slice.ts';
import type { KnownModel, Unavailability } from './known-model.ts';
import { dtypeFit, excessMessage, fitOnDevice } from './model-on-device.ts';

/** A lane before it runs: either what it runs with, or why it cannot. */
export interface LaneChoice {
  readonly device: Device;
  readonly dtype: Dtype | null;
  /** The graph's file name where it is not the dtype's own. */
  readonly file?: string;
  readonly order: BatchOrder;
  readonly paddingMultiple: number;
  readonly gpuOption?: GpuOption;
  readonly graph?: 'fused';
  readonly runtime: RuntimeChoice;
  /** The builds to try, best first; none where the lane cannot run. */
  readonly builds: readonly RuntimeBuild[];
  readonly unavailable: Unavailability | null;
}

/** A lane's device and dtype, and why it is that dtype. */
export interface BackendChoice extends Pick<LaneChoice, 'device' | 'dtype' | 'file' | 'unavailable'> {
  readonly reason: DtypeReason | null;
}

/** The settings that make lanes, each of which multiplies them, and the model. */
type LaneSettings = Pick<
  Settings,
  'model' | 'device' | 'dtype' | 'order' | 'runtime' | 'paddingMultiples' | 'gpuOptions' | 'graph'
>;

/**
 * The lanes that settings ask for on this machine: every device with every dtype, runtime, order of batches,
 * padding, on WebGPU option, and graph.
 */
export function chooseLanes(
  settings: LaneSettings,
  model: KnownModel | undefined,
  machine: MachineState,
): LaneChoice[] {
  const backends = chooseBackends(settings, model, machine);
  const hasJspi = machine.state === 'known' && machine.probe.hasJspi;
  return backends.flatMap(({ reason: _, ...backend }) =>
    chooseRuntimes(settings.runtime, backend.device, hasJspi).flatMap((runtime) =>
      settings.order.flatMap((order) =>
        settings.paddingMultiples.flatMap((paddingMultiple) =>
          optionsOn(backend.device, settings.gpuOptions).flatMap((option) =>
            settings.graph.map((graph) => ({
              ...backend,
              ...runtime,
              // Why the backend cannot run says more than why its runtime cannot.
              unavailable: backend.unavailable ?? graphRefusal(graph, settings.model) ?? runtime.unavailable,
              order,
              paddingMultiple,
              ...gpuOptionOf(option),
              ...laneGraph(graph),
            })),
          ),
        ),
      ),
    ),
  );
}

/** Only a twin's graph is written by the page. */
const graphRefusal = (graph: TwinGraph, model: string): Unavailability | null =>
  graph === 'fused' && !hasFusedGraph(model) ? { code: 'fused-twins-only', message: model } : null;

/** WebGPU's options change nothing on another device, so there is one lane there whatever is asked. */
const optionsOn = (device: Device, asked: readonly GpuOptionChoice[]): readonly GpuOptionChoice[] =>
  deviceKinds[device].hasAdapter ? asked : ['standard'];

/** The runtimes that settings ask for on a device, each once. */
function chooseRuntimes(
  choices: readonly RuntimeChoice[],
  device: Device,
  hasJspi: boolean,
): Pick<LaneChoice, 'runtime' | 'builds' | 'unavailable'>[] {
  const runtimes = choices.map((runtime) => {
    const builds = buildsToTry(runtime, device, hasJspi);
    const why = { code: 'runtime-unavailable', message: `${runtime} on ${device}` } as const;
    return { runtime, builds, unavailable: builds.length === 0 ? why : null };
  });
  // `auto` beside the build it stands for would measure the same lane twice.
  const firsts = runtimes.map(({ builds, runtime }) => builds[0] ?? runtime);
  return runtimes.filter((_, place) => firsts.indexOf(firsts[place] ?? 'auto') === place);
}

/** Every device with every dtype, each with the reason for its dtype. */
export function chooseBackends(
  settings: Pick<Settings, 'device' | 'dtype'>,
  model: KnownModel | undefined,
  machine: MachineState,
): BackendChoice[] {
  const adapter = machine.state === 'known' ? machine.probe.adapter : null;
  const unfit = model === undefined ? null : (model.refusal ?? unfitness(model.fitness));
  const asked = settings.device.length > 0 ? settings.device : [defaultDevice(machine)];
  const weights = model?.weights ?? null;
  const given = model?.isFileGiven ? weights?.map(({ dtype }) => dtype) : undefined;
  const lanes = asked.flatMap((device) =>
    (given?.length ? given : settings.dtype).map((choice): BackendChoice => {
      const cannot = (unavailable: Unavailability, dtype: Dtype | null = null): BackendChoice => ({
        device,
        dtype,
        reason: null,
        unavailable,
      });
      if (deviceKinds[device].hasAdapter && adapter === null) {
        return cannot({ code: 'no-gpu', message: 'The browser offers no WebGPU adapter.' });
      }
      if (unfit !== null) return cannot(unfit, choice === 'auto' ? null : choice);
      const answer = chooseDtype({
        device,
        asked: choice,
        available: weights && (choice === 'auto' ? usualDtypes(weights) : weights.map(({ dtype }) => dtype)),
        hasHalfPrecision: adapter?.features.includes('shader-f16') ?? false,
        fitOf: (dtype) => dtypeFit(fitOnDevice(model, device, dtype, machine)),
      });
      if (answer.state === 'chosen') {
        const { dtype, reason } = answer;
        const file = weights?.find((one) => one.dtype === dtype)?.file;
        return { device, dtype, ...(file !== undefined && { file }), reason, unavailable: null };
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

/** A head that gives no score, as records name it. */
function otherHead({ found, labels }: Extract<ModelFitness, { state: 'other-head' }>): string {
  if (labels !== null) return `${found}, ${labels} labels`;
  return isGenerative(found) ? `${found}, which writes text and is not scored by this page yet` : found;
}

/** Why a model is no reranker; `null` where it is one. */
function unfitness(fitness: ModelFitness): Unavailability | null {
  switch (fitness.state) {
    case 'reranker':
      return null;
    case 'other-head':
      return { code: 'not-a-reranker', message: otherHead(fitness) };
    case 'unsupported':
      return { code: 'unsupported-model', message: fitness.found };
    default:
      return fitness satisfies never;
  }
}
