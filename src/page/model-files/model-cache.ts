import { type CachedFile, groupCachedFiles } from '../../core/model-files/cached-models.ts';
import type { Message } from '../../core/texts/message.ts';
import type { StorageFacts } from '../history/run-history.ts';
import type { AppStore } from '../store/app-state.ts';

/** The browser's cache of model files. */
export interface KeptModelFiles {
  list(): Promise<readonly CachedFile[]>;
  /** Deletes every file whose address starts with `prefix`. */
  deleteUnder(prefix: string): Promise<void>;
  deleteAll(): Promise<void>;
}

interface ModelCacheTools {
  readonly store: AppStore;
  readonly files: KeptModelFiles;
  readonly storage: Pick<StorageFacts, 'usage'>;
}

/**
 * What the visitor can do with the models that the browser keeps. Failures are reported in the store, never
 * thrown.
 */
export class ModelCache {
  readonly #tools: ModelCacheTools;

  constructor(tools: ModelCacheTools) {
    this.#tools = tools;
  }

  async refresh(problem: Message | null = null): Promise<void> {
    const { store, files, storage } = this.#tools;
    try {
      const models = groupCachedFiles(await files.list());
      // Some browsers have a storage manager that refuses to answer. The list works without it.
      const usage = await storage.usage().catch(() => null);
      store.getState().setModelCache({ state: 'read', models, usage, problem });
    } catch (error) {
      const message = { key: 'modelCache.failed', detail: String(error) };
      store.getState().setModelCache({ state: 'failed', message });
    }
  }

  /** Reads the list again if it has been read before. */
  noteChange(): void {
    if (this.#tools.store.getState().modelCache.state !== 'unread') void this.refresh();
  }

  delete(id: string): Promise<void> {
    return this.#attempt(() => this.#tools.files.deleteUnder(id));
  }

  deleteAll(): Promise<void> {
    return this.#attempt(() => this.#tools.files.deleteAll());
  }

  async #attempt(action: () => Promise<void>): Promise<void> {
    let problem: Message | null = null;
    try {
      await action();
    } catch (error) {
      problem = { key: 'modelCache.notDeleted', detail: String(error) };
    }
    await this.refresh(problem);
  }
}
