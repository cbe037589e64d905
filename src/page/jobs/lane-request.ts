import type { DraftLane, RunDraft } from '../../core/document/run-draft.ts';
import { graphPath } from '../../core/model-files/weight-files.ts';
import { buildsToTry, deviceKinds, type RuntimeBuild } from '../../core/rerank/devices.ts';
import type { ModelRef } from '../../core/rerank/model-id.ts';
import type { Pair } from '../../core/rerank/pair.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { ModelRequest } from '../../worker/protocol/messages.ts';
import type { LocalFoldersSlice } from '../store/local-folders-slice.ts';
import type { MachineState } from '../store/machine-slice.ts';
import type { LaneThreads, ThreadFinder, ThreadListener, ThreadQuestion } from './calibrate.ts';
import type { KnownModel } from './known-model.ts';

/** What a worker is asked to load, without what is found out when it starts. */
export type BareRequest = Omit<ModelRequest, 'runtime' | 'threads' | 'workers'>;

/** The setting counts for twins alone. */
export const layersOf = ({ source }: ModelRef, { layers }: Pick<Settings, 'layers'>): number | null =>
  source === 'twin' ? layers : null;

/** A request names the truncation where it is not the usual. */
export const truncationOf = ({
  truncation,
}: Pick<Settings, 'truncation'>): Pick<ModelRequest, 'truncation'> =>
  truncation === 'only-second' ? {} : { truncation };

/**
 * What a lane asks a worker to load.
 *
 * @param known what is known of the model, which may have its graph elsewhere than transformers.js looks
 */
export function laneRequest(
  { device, dtype, gpuOption, graph }: Pick<BareRequest, 'device' | 'dtype' | 'gpuOption' | 'graph'>,
  model: ModelRef,
  settings: Pick<Settings, 'host' | 'layers' | 'truncation'>,
  files: Pick<ModelRequest, 'files'>,
  known: KnownModel | undefined,
): BareRequest {
  const layers = layersOf(model, settings);
  const own = {
    ...(gpuOption !== undefined && { gpuOption }),
    ...(graph !== undefined && { graph }),
    ...truncationOf(settings),
  };
  const path = known?.weights?.find((one) => one.dtype === dtype)?.files?.[0]?.path;
  const elsewhere = path !== undefined && path !== graphPath(dtype) && { graphFile: path };
  return { model, device, dtype, ...own, host: settings.host, layers, ...files, ...elsewhere };
}

/** The builds of the runtime to try for a lane. Added rounds run on the build of the first ones. */
export function laneBuilds(
  { device, runtime }: Pick<DraftLane, 'device' | 'runtime'>,
  machine: MachineState,
): readonly RuntimeBuild[] {
  return buildsToTry(runtime ?? 'auto', device, machine.state === 'known' && machine.probe.hasJspi);
}

/** What finding a lane's threads needs to know. */
export function threadQuestion(
  request: BareRequest & Pick<ModelRequest, 'runtime'>,
  settings: ThreadQuestion['settings'],
  environment: RunDraft['environment'],
  model: KnownModel | undefined,
): ThreadQuestion {
  const { hardwareConcurrency, crossOriginIsolated, sharedMemory, browser, deviceMemoryGiB } = environment;
  const weights = model?.weights?.find(({ dtype }) => dtype === request.dtype);
  const graph = weights?.files?.[0];
  return {
    request,
    settings,
    machine: {
      cores: hardwareConcurrency,
      hasThreads: crossOriginIsolated && sharedMemory !== false,
      browser,
      deviceMemoryGiB,
    },
    weightBytes: weights?.bytes ?? null,
    graphBytes: graph?.bytes ?? null,
  };
}

/** A lane that is about to be loaded. */
export interface LaneToLoad {
  readonly lane: DraftLane;
  readonly request: BareRequest;
  readonly builds: readonly RuntimeBuild[];
  readonly basis: { readonly settings: Settings; readonly pairs: readonly Pair[] };
  readonly environment: RunDraft['environment'];
  readonly known: KnownModel | undefined;
}

/** The threads and sessions of a lane. A lane that was measured before keeps its own. */
export async function laneThreads(
  { lane, request, builds, basis, environment, known }: LaneToLoad,
  finder: ThreadFinder,
  listener: ThreadListener,
  signal: AbortSignal,
): Promise<LaneThreads> {
  const [runtime] = builds;
  const { settings, pairs } = basis;
  if (lane.threads !== null) return { threads: lane.threads, workers: lane.workers };
  if (!deviceKinds[lane.device].usesThreads || runtime === undefined)
    return { threads: settings.threads, workers: 1 };
  const question = threadQuestion({ ...request, runtime }, settings, environment, known);
  return finder.find(question, pairs, listener, signal);
}

/** The part of a request that hands a local folder's files over; nothing for other models. */
export function localFilesOf(
  model: ModelRef,
  folders: LocalFoldersSlice['localFolders'],
): Pick<ModelRequest, 'files'> | 'not-here' {
  if (model.source !== 'local') return {};
  const files = folders.get(model.name);
  return files === undefined ? 'not-here' : { files };
}

/** A key that tells one request from another. Files are compared without reading them. */
export function requestKey({ files = [], ...request }: ModelRequest): string {
  return JSON.stringify([
    request,
    files.map(({ path, file: { size, lastModified } }) => [path, size, lastModified]),
  ]);
}
