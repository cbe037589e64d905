import { watchdogRule } from '../../core/bench/watchdog.ts';
import { deviceKinds, type RuntimeBuild, ubiquitousDevice } from '../../core/rerank/devices.ts';
import { asFailure, Failure } from '../../core/rerank/failure.ts';
import { parseModelId } from '../../core/rerank/model-id.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { failureMessage } from '../../core/texts/message.ts';
import type { EventMap, LoadedModel, MachineProbe, ModelRequest } from '../../worker/protocol/messages.ts';
import { ThreadFinder } from './calibrate.ts';
import { currentModel } from './known-model.ts';
import { chooseLanes, type LaneChoice } from './lane-choice.ts';
import {
  type BareRequest,
  laneRequest,
  layersOf,
  localFilesOf,
  requestKey,
  threadQuestion,
  truncationOf,
} from './lane-request.ts';
import { ModelSession } from './model-session.ts';
import type { RunTools } from './run-tools.ts';

type WorkbenchTools = Pick<
  RunTools,
  'store' | 'newClient' | 'after' | 'isHidden' | 'modelFactsSettled' | 'calibrations' | 'describeEnvironment'
>;

/** The workbench's worker with a model. */
export interface LoadedWorkbench {
  readonly session: ModelSession;
  readonly model: LoadedModel;
  /** The graph's file name where it is not the dtype's own. */
  readonly file?: string;
  /** Whether it was there already. */
  readonly hadModelBefore: boolean;
}

/**
 * The worker that stays while the visitor edits. It probes the machine, counts tokens and ranks. A run ends
 * it first, so that nothing competes with what is measured. After any failure a fresh worker takes its place.
 */
export class Workbench {
  readonly #tools: WorkbenchTools;
  readonly #threads: ThreadFinder;
  #session: ModelSession | null = null;
  #onScoreProgress: (progress: EventMap['scoreProgress']) => void = () => {};
  /** What the worker has loaded, as a key to compare requests by. */
  #modelKey: string | null = null;
  #tokenizerKey: string | null = null;
  /** What the worker's runtime was chosen for; `null` before it has one. */
  #backend: Pick<ModelRequest, 'device' | 'runtime'> | null = null;
  /** Builds of the runtime that did not start here; they are not tried again. */
  readonly #brokenBuilds = new Set<RuntimeBuild>();

  constructor(tools: WorkbenchTools) {
    this.#tools = tools;
    this.#threads = new ThreadFinder(tools);
  }

  probe(): Promise<MachineProbe> {
    return this.#alive().call('probe', null);
  }

  /**
   * Resolves when it is known what `load` would ask for, and after a few seconds in any case; `null` where
   * nothing is to be found out.
   */
  settled(): Promise<void> | null {
    return this.#tools.modelFactsSettled?.() ?? null;
  }

  /**
   * Loads the model the settings name, unless it is there already.
   *
   * @param signal stops the loading
   */
  async load(settings: Settings, signal?: AbortSignal): Promise<LoadedWorkbench> {
    const { store } = this.#tools;
    const bare = this.modelRequest(settings);
    const file = this.#lane(settings)?.file;
    const named = file === undefined ? {} : { file };
    const request = await this.#withThreads(bare, settings);
    if (signal?.aborted) throw new Failure('stopped', 'Loading was stopped.');
    const key = requestKey(request);
    const held = store.getState().model;
    if (this.#session?.isAlive && this.#modelKey === key && held.state === 'ready') {
      return { session: this.#session, model: held.model, ...named, hadModelBefore: true };
    }
    // Another model in the same worker would keep the first one's memory, and each device has a runtime of
    // its own.
    if (this.#modelKey !== null || this.#computesElsewhere(request)) this.end();
    const session = this.#alive();
    this.#backend = request;
    const onAbort = () => this.end();
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      const { runtime, ...model } = request;
      const others = (this.#lane(settings)?.builds ?? []).filter(
        (build) => build !== runtime && !this.#brokenBuilds.has(build),
      );
      const loaded = await session.load({ model, builds: [runtime, ...others] });
      const backend = { ...request, runtime: this.#buildOf(this.#lane(settings)) };
      this.#backend = backend;
      this.#modelKey = requestKey(backend);
      this.#tokenizerKey = tokenizerKey(settings);
      store.getState().setModel({ state: 'ready', model: loaded });
      return { session, model: loaded, ...named, hadModelBefore: false };
    } catch (error) {
      const failure = asFailure(error);
      if (this.#session === session) this.end();
      store
        .getState()
        .setModel(
          failure.code === 'stopped'
            ? { state: 'none' }
            : { state: 'failed', message: failureMessage(failure) },
        );
      throw failure;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /**
   * A worker with the tokenizer of the settings' model, or `null` where that would need a download nobody
   * asked for.
   */
  async tokenizer(settings: Settings): Promise<ModelSession | null> {
    const key = tokenizerKey(settings);
    if (this.#session?.isAlive && this.#tokenizerKey === key) return this.#session;
    const model = parseModelId(settings.model);
    if (model === null || model.source === 'hub' || this.#modelKey !== null) return null;
    const files = localFilesOf(model, this.#tools.store.getState().localFolders);
    if (files === 'not-here') return null;
    // Counting uses the device that Rank would use, so that Rank can go on with the same worker.
    const lane = this.#lane(settings);
    const backend = { device: lane?.device ?? ubiquitousDevice, runtime: this.#buildOf(lane) };
    if (this.#computesElsewhere(backend)) this.end();
    const session = this.#alive();
    this.#backend = backend;
    const { host } = settings;
    const layers = layersOf(model, settings);
    const request = { model, ...backend, ...truncationOf(settings), layers, host, ...files };
    await session.call('loadTokenizer', request, watchdogRule.loadMs);
    this.#tokenizerKey = key;
    return session;
  }

  /**
   * What `load` asks a worker for, without threads and sessions.
   *
   * @throws Failure where the settings name nothing that could be loaded here
   */
  modelRequest(settings: Settings): BareRequest & Pick<ModelRequest, 'runtime'> {
    const model = parseModelId(settings.model);
    if (model === null) throw new Failure('model-not-found', settings.model);
    const files = localFilesOf(model, this.#tools.store.getState().localFolders);
    if (files === 'not-here') throw new Failure('folder-not-here', settings.model);
    const lane = this.#lane(settings);
    if (lane?.dtype == null) {
      const why = this.#lanes(settings)[0]?.unavailable;
      throw new Failure(why?.code ?? 'no-gpu', why?.message ?? settings.device.join(', '));
    }
    const { modelFacts } = this.#tools.store.getState();
    const known = currentModel({ settings, modelFacts });
    const request = laneRequest({ ...lane, dtype: lane.dtype }, model, settings, files, known);
    return { ...request, runtime: this.#buildOf(lane) };
  }

  /** Ranking does not calibrate. It takes what an earlier calibration found. */
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

  #computesElsewhere({ device, runtime }: Pick<ModelRequest, 'device' | 'runtime'>): boolean {
    return this.#backend !== null && (this.#backend.device !== device || this.#backend.runtime !== runtime);
  }

  /** Hears of scoring progress until the next caller does. */
  listenToScoring(listener: (progress: EventMap['scoreProgress']) => void): void {
    this.#onScoreProgress = listener;
  }

  /** Ends the worker: its memory is free, and what was asked of it rejects with `stopped`. */
  end(): void {
    this.#session?.drop();
    this.#session = null;
    this.#forget();
    this.#tools.store.getState().setModel({ state: 'none' });
  }

  #alive(): ModelSession {
    if (this.#session?.isAlive) return this.#session;
    this.#session?.drop();
    this.#forget();
    const session = new ModelSession(
      this.#tools,
      {
        fileProgress: (progress) => this.#tools.store.getState().noteFileProgress(progress),
        scoreProgress: (progress) => {
          session.allow(watchdogRule.firstMs);
          this.#onScoreProgress(progress);
        },
        onLoading: () => this.#tools.store.getState().setModel({ state: 'loading', files: [] }),
        onFallback: (failed) => this.#brokenBuilds.add(failed),
        onReplaced: ({ code, message, detail }) => {
          if (code !== 'not-started') return;
          const notice = { key: 'notice.startedAgain', detail: `${message} (${detail})` };
          this.#tools.store.getState().addNotice('warning', notice);
        },
      },
      // After `file-changed` the next worker gets every part of the hub's new version.
      { replaceable: new Set(['file-changed']), maxFaults: 1 },
    );
    this.#session = session;
    return session;
  }

  #forget(): void {
    this.#modelKey = null;
    this.#tokenizerKey = null;
    this.#backend = null;
  }

  /** The first lane that can run, since ranking needs only one. */
  #lane(settings: Settings): LaneChoice | undefined {
    return this.#lanes(settings).find(({ unavailable }) => unavailable === null);
  }

  #lanes(settings: Settings): LaneChoice[] {
    const { machine, modelFacts } = this.#tools.store.getState();
    return chooseLanes(settings, currentModel({ settings, modelFacts }), machine);
  }
}

const tokenizerKey = ({ model, host, truncation }: Settings): string => `${model} ${host} ${truncation}`;
