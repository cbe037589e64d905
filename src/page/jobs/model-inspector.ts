import { parseModelId } from '../../core/rerank/model-id.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { AppStore } from '../store/app-state.ts';
import { type ModelFacts, modelFactsKey } from '../store/model-facts-slice.ts';
import type { HubFetch, lookAtModel } from './look-at-model.ts';
import type { RunTools } from './run-tools.ts';

/** How long a choice has to stand before a hub is asked. */
const restMs = 250;
/** A hub that has not answered by then counts as out of reach. */
const patienceMs = 15_000;
/** How long a run or a ranking waits for the hub. After that the model's own download tells what is wrong. */
const waitMs = 3_000;

export interface ModelInspectorTools {
  readonly store: AppStore;
  readonly fetch: HubFetch;
  /** Passed on by the page's root, which loads it when it is first needed. */
  readonly look: typeof lookAtModel;
  readonly after: RunTools['after'];
}

/**
 * Looks up what the chosen hub model is and which files it has, and puts that into the store. It asks about
 * each model once in the page's life, unless the hub could not be asked.
 */
export class ModelInspector {
  readonly #tools: ModelInspectorTools;
  #rest: (() => void) | null = null;
  #look: { readonly key: string; readonly done: Promise<void>; readonly abort: AbortController } | null =
    null;

  constructor(tools: ModelInspectorTools) {
    this.#tools = tools;
  }

  /** Begins to watch the choice. */
  start(): void {
    const { store } = this.#tools;
    store.subscribe(({ settings }, before) => {
      if (settings === before.settings) return;
      if (modelFactsKey(settings) !== modelFactsKey(before.settings)) this.#soon();
    });
    this.#soon();
  }

  /** Asks again, whatever is known. */
  tryAgain(): void {
    const { store } = this.#tools;
    this.#cancel();
    store.getState().setModelFacts(modelFactsKey(store.getState().settings), null);
    void this.#lookNow();
  }

  /**
   * Resolves when the chosen model has been looked up, or after a few seconds, since nothing is to wait
   * longer.
   */
  async settled(): Promise<void> {
    const look = this.#lookNow();
    let cancel = () => {};
    const patience = new Promise<void>((resolve) => {
      cancel = this.#tools.after(waitMs, resolve);
    });
    await Promise.race([look, patience]);
    cancel();
  }

  #soon(): void {
    this.#cancel();
    if (this.#asksNothing(this.#tools.store.getState().settings)) return;
    this.#rest = this.#tools.after(restMs, () => void this.#lookNow());
  }

  /** Cancels a look-up for a choice that no longer stands. */
  #cancel(): void {
    this.#rest?.();
    this.#rest = null;
    if (this.#look === null) return;
    this.#look.abort.abort();
    this.#tools.store.getState().setModelFacts(this.#look.key, null);
    this.#look = null;
  }

  #asksNothing(settings: Settings): boolean {
    if (parseModelId(settings.model)?.source !== 'hub') return true;
    const known = this.#tools.store.getState().modelFacts.get(modelFactsKey(settings));
    return known?.state === 'found' || (known?.state === 'refused' && isLasting(known));
  }

  #lookNow(): Promise<void> {
    const { store } = this.#tools;
    const { settings } = store.getState();
    const key = modelFactsKey(settings);
    if (this.#look?.key === key) return this.#look.done;
    this.#cancel();
    const model = parseModelId(settings.model);
    if (model?.source !== 'hub' || this.#asksNothing(settings)) return Promise.resolve();
    const abort = new AbortController();
    const done = this.#inspect(key, settings.host, model.repository, abort);
    this.#look = { key, done, abort };
    return done;
  }

  async #inspect(key: string, host: string, repository: string, abort: AbortController): Promise<void> {
    const { store, fetch, look, after } = this.#tools;
    store.getState().setModelFacts(key, { state: 'looking' });
    const cancelPatience = after(patienceMs, () => abort.abort('no answer in time'));
    const answer = await look(fetch, host, repository, abort.signal);
    cancelPatience();
    // An answer that was broken off can look like anything.
    const facts: ModelFacts = abort.signal.aborted
      ? { state: 'refused', code: 'hub-unreachable', detail: `${host}: ${String(abort.signal.reason)}` }
      : answer;
    // Whoever cancelled this look-up has taken it out of the store.
    if (this.#look?.abort !== abort) return;
    this.#look = null;
    store.getState().setModelFacts(key, facts);
  }
}

/** Whether asking again within the page's life would give the same answer. */
const isLasting = ({ code }: Extract<ModelFacts, { readonly state: 'refused' }>): boolean =>
  code === 'model-not-found' || code === 'model-gated';
