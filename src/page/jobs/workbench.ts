import { deviceKinds, type RuntimeBuild, ubiquitousDevice } from '../../core/rerank/devices.ts';
import { asFailure, Failure } from '../../core/rerank/failure.ts';
import { parseModelId } from '../../core/rerank/model-id.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { failureMessage } from '../../core/texts/message.ts';
import type { EventMap, LoadedModel, MachineProbe, ModelRequest } from '../../worker/protocol/messages.ts';
import { currentModel } from './known-model.ts';
import { chooseLanes, type LaneChoice } from './lane-choice.ts';
import { type BareRequest, laneRequest, layersOf, threadQuestion } from './lane-request.ts';
import { localFilesOf, requestKey } from './local-files.ts';
import type { RunTools } from './run-tools.ts';
import { ThreadFinder } from './thread-finder.ts';
import type { WorkerClient } from './worker-client.ts';

type WorkbenchTools = Pick<
  RunTools,
  'store' | 'newClient' | 'after' | 'modelFactsSettled' | 'calibrations' | 'describeEnvironment'
>;

/**
 * The worker that stays while the visitor edits: it probes the machine, counts tokens and ranks. A sweep ends it first,
 * so that nothing competes with what is measured. After any failure a fresh worker takes its place.
 */
export class Workbench {
  readonly #tools: WorkbenchTools;
  readonly #threads: ThreadFinder;
  #client: WorkerClient | null = null;
  #onScoreProgress: (progress: EventMap['scoreProgress']) => void = () => {};
  /** What the worker has loaded, as a key to compare requests by. */
  #modelKey: string | null = null;
  #tokenizerKey: string | null = null;
  /** What the worker's runtime was chosen for; `null` before it has one. */
  #place: Pick<ModelRequest, 'device' | 'runtime'> | null = null;
  /** How often a stop was asked for. */
  #stops = 0;
  /** Builds of the runtime that did not start here; they are not tried again. */
  readonly #brokenBuilds = new Set<RuntimeBuild>();

  constructor(tools: WorkbenchTools) {
    this.#tools = tools;
    this.#threads = new ThreadFinder(tools);
  }

  probe(): Promise<MachineProbe> {
    return this.#worker().call('probe', null);
  }

  /** Resolves when it is known what `load` would ask for, or soon anyhow; `null` where nothing is to be found out. */
  settled(): Promise<void> | null {
    return this.#tools.modelFactsSettled?.() ?? null;
  }

  /** Loads the model the settings name, unless it is there already. */
  async load(
    settings: Settings,
    mayStartOver = true,
  ): Promise<{
    readonly client: WorkerClient;
    readonly model: LoadedModel;
    /** Whether it was there already. */
    readonly hadModelBefore: boolean;
  }> {
    const { store } = this.#tools;
    const stops = this.#stops;
    const request = await this.#withThreads(this.modelRequest(settings), settings);
    if (stops !== this.#stops) throw new Failure('stopped', 'Loading was stopped.');
    const key = requestKey(request);
    const held = store.getState().model;
    if (this.#client?.isAlive && this.#modelKey === key && held.state === 'ready') {
      return { client: this.#client, model: held.model, hadModelBefore: true };
    }
    // Another model in the same worker would keep the first one's memory, and each device has a runtime of its own.
    if (this.#modelKey !== null || this.#computesElsewhere(request)) this.end();
    const client = this.#worker();
    this.#place = request;
    store.getState().setModel({ state: 'loading', files: [] });
    try {
      const model = await client.call('load', request);
      this.#modelKey = key;
      this.#tokenizerKey = tokenizerKey(settings);
      store.getState().setModel({ state: 'ready', model });
      return { client, model, hadModelBefore: false };
    } catch (error) {
      const failure = asFailure(error);
      this.end();
      if (failure.code === 'runtime-failed' && this.#mayReplace(request)) {
        this.#brokenBuilds.add(request.runtime);
        return this.load(settings, mayStartOver);
      }
      // Its hub has another version now, of which the next worker gets every part.
      if (failure.code === 'file-changed' && mayStartOver) return this.load(settings, false);
      store
        .getState()
        .setModel(
          failure.code === 'stopped'
            ? { state: 'none' }
            : { state: 'failed', message: failureMessage(failure) },
        );
      throw failure;
    }
  }

  /**
   * A worker with the tokenizer of the settings' model, or `null` where that would need a download nobody asked for.
   */
  async tokenizer(settings: Settings): Promise<WorkerClient | null> {
    const key = tokenizerKey(settings);
    if (this.#client?.isAlive && this.#tokenizerKey === key) return this.#client;
    const model = parseModelId(settings.model);
    if (model === null || model.source === 'hub' || this.#modelKey !== null) return null;
    const files = localFilesOf(model, this.#tools.store.getState().localFolders);
    if (files === 'not-here') return null;
    // The device Rank would use, so that the same worker can go on; without one, counting needs none.
    const lane = this.#lanes(settings).find(({ unavailable }) => unavailable === null);
    const place = { device: lane?.device ?? ubiquitousDevice, runtime: this.#buildOf(lane) };
    if (this.#computesElsewhere(place)) this.end();
    const client = this.#worker();
    this.#place = place;
    const { host } = settings;
    const layers = layersOf(model, settings);
    await client.call('loadTokenizer', { model, ...place, layers, host, ...files });
    this.#tokenizerKey = key;
    return client;
  }

  /**
   * What `load` asks a worker for, but for its threads and sessions.
   *
   * @throws Failure where the settings name nothing that could be loaded here
   */
  modelRequest(settings: Settings): BareRequest & Pick<ModelRequest, 'runtime'> {
    const model = parseModelId(settings.model);
    if (model === null) throw new Failure('model-not-found', settings.model);
    const files = localFilesOf(model, this.#tools.store.getState().localFolders);
    if (files === 'not-here') throw new Failure('folder-not-here', settings.model);
    const lanes = this.#lanes(settings);
    // Of several lanes the first that can run: ranking needs one.
    const lane = lanes.find(({ unavailable }) => unavailable === null);
    if (lane?.dtype == null) {
      const why = lanes[0]?.unavailable;
      throw new Failure(why?.code ?? 'no-gpu', why?.message ?? settings.device.join(', '));
    }
    const request = laneRequest({ device: lane.device, dtype: lane.dtype }, model, settings, files);
    return { ...request, runtime: this.#buildOf(lane) };
  }

  /** Ranking waits for no calibration, and takes what an earlier one found. */
  async #withThreads(
    request: BareRequest & Pick<ModelRequest, 'runtime'>,
    settings: Settings,
  ): Promise<ModelRequest> {
    if (!deviceKinds[request.device].usesThreads)
      return { ...request, threads: settings.threads, workers: 1 };
    const { machine, modelFacts } = this.#tools.store.getState();
    const environment = this.#tools.describeEnvironment(machine.state === 'known' ? machine.probe : null);
    const known = currentModel({ settings, modelFacts });
    const found = await this.#threads.known(threadQuestion(request, settings, environment, known));
    return { ...request, threads: found?.threads ?? null, workers: found?.workers ?? 1 };
  }

  /** The best build for a lane that has started here so far. */
  #buildOf(lane: LaneChoice | undefined): RuntimeBuild {
    const builds = lane?.builds ?? [];
    return builds.find((build) => !this.#brokenBuilds.has(build)) ?? builds.at(-1) ?? 'plain';
  }

  #mayReplace({ runtime }: ModelRequest): boolean {
    const { settings } = this.#tools.store.getState();
    const builds = this.#lanes(settings).find(({ unavailable }) => unavailable === null)?.builds ?? [];
    return builds.some((build) => build !== runtime && !this.#brokenBuilds.has(build));
  }

  #computesElsewhere({ device, runtime }: Pick<ModelRequest, 'device' | 'runtime'>): boolean {
    return this.#place !== null && (this.#place.device !== device || this.#place.runtime !== runtime);
  }

  /** Hears of scoring progress until the next caller does. */
  listenToScoring(listener: (progress: EventMap['scoreProgress']) => void): void {
    this.#onScoreProgress = listener;
  }

  /** Asks what is under way to stop. */
  stop(): void {
    this.#stops++;
    if (this.#tools.store.getState().model.state === 'loading') this.end();
    else this.#client?.stop();
  }

  end(): void {
    this.#client?.end();
    this.#client = null;
    this.#modelKey = null;
    this.#tokenizerKey = null;
    this.#place = null;
    this.#tools.store.getState().setModel({ state: 'none' });
  }

  #worker(): WorkerClient {
    if (this.#client?.isAlive) return this.#client;
    this.#modelKey = null;
    this.#tokenizerKey = null;
    this.#place = null;
    this.#client = this.#tools.newClient({
      fileProgress: (progress) => this.#tools.store.getState().noteFileProgress(progress),
      scoreProgress: (progress) => this.#onScoreProgress(progress),
    });
    return this.#client;
  }

  #lanes(settings: Settings): LaneChoice[] {
    const { machine, modelFacts } = this.#tools.store.getState();
    return chooseLanes(settings, currentModel({ settings, modelFacts }), machine);
  }
}

const tokenizerKey = ({ model, host }: Settings): string => `${model} ${host}`;
