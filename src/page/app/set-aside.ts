import { rawJson } from '../../core/document/raw-json.ts';
import type { Kept } from '../history/kept-database.ts';
import type { AppStore } from '../store/app-state.ts';
import {
  type SetAsideKind,
  type SetAsideThing,
  setAsideKinds,
  type TakeAside,
} from '../store/set-aside-slice.ts';
import type { ValueTable } from './key-value-database.ts';

const prefix = 'set-aside/';

interface SetAsideTools {
  readonly store: AppStore;
  /**
   * Values by key. The keys used here are `set-aside/<kind>/<id>`; the values are what was stored, unchanged.
   */
  readonly table: Kept<ValueTable>;
  readonly newId: () => string;
  readonly saveFile: (name: string, type: string, content: Blob) => void;
  /** Ms since the epoch. */
  readonly clock: { now(): number };
}

/**
 * Stored things that cannot be read, from this or another version of the page. They are moved out of the way,
 * so that they cannot keep the page from opening. Every visit offers them until the visitor has saved or
 * deleted them. No method rejects.
 */
export class SetAside {
  readonly #tools: SetAsideTools;
  /**
   * By id: what was set aside in this visit, because the storage may have refused it, and what was saved, so
   * that it can be saved again.
   */
  readonly #contents = new Map<string, unknown>();

  constructor(tools: SetAsideTools) {
    this.#tools = tools;
  }

  readonly take: TakeAside = async (what, content) => {
    const { store, table, newId } = this.#tools;
    const id = `${prefix}${what}/${newId()}`;
    this.#contents.set(id, content);
    store.getState().addSetAside([{ id, what }]);
    try {
      await (await table.open()).put(content, id);
      return true;
    } catch {
      return false;
    }
  };

  /** Adds what earlier visits set aside to the store's list. */
  async load(): Promise<void> {
    const { store, table } = this.#tools;
    try {
      const ids = await (await table.ifAny())?.where(':id').startsWith(prefix).primaryKeys();
      if (ids !== undefined) store.getState().addSetAside(ids.map((id) => ({ id, what: kindOf(id) })));
    } catch {
      // Without storage, earlier visits cannot have set anything aside.
    }
  }

  /** Saves everything as one file. After that it is offered for the rest of this visit only. */
  async save(): Promise<void> {
    const { store, table, saveFile, clock } = this.#tools;
    const { setAside, addNotice, noteSetAsideSaved } = store.getState();
    try {
      for (const { id } of setAside.things) {
        if (!this.#contents.has(id)) this.#contents.set(id, await (await table.open()).get(id));
      }
    } catch (error) {
      addNotice('error', { key: 'notice.setAside.failed', detail: String(error) });
      return;
    }
    const savedAt = new Date(clock.now()).toISOString();
    const name = `rerank-bench-set-aside-${savedAt.slice(0, 10)}.json`;
    saveFile(name, 'application/json', this.#file(setAside.things, savedAt));
    noteSetAsideSaved(name);
    await this.#forget(setAside.things);
  }

  async discard(): Promise<void> {
    const { setAside, clearSetAside } = this.#tools.store.getState();
    clearSetAside();
    this.#contents.clear();
    await this.#forget(setAside.things);
  }

  #file(things: readonly SetAsideThing[], savedAt: string): Blob {
    const parts = things.map(({ id, what }) => {
      const content = this.#contents.get(id);
      return `{"what": ${JSON.stringify(what)}, "content": ${rawJson(readable(content))}}`;
    });
    const head = `{"schema": "rerank-bench/set-aside@1", "savedAt": ${JSON.stringify(savedAt)}, "things": [\n`;
    // As separate parts, because together they may exceed the longest possible string.
    return new Blob([head, ...parts.map((part, i) => (i === 0 ? part : `,\n${part}`)), '\n]}\n']);
  }

  async #forget(things: readonly SetAsideThing[]): Promise<void> {
    try {
      await (await this.#tools.table.ifAny())?.bulkDelete(things.map(({ id }) => id));
    } catch {
      // What the storage does not delete is offered again at the next visit.
    }
  }
}

/** The kind named in a storage key. Another version of the page may have used more kinds. */
function kindOf(id: string): SetAsideKind {
  const what = id.slice(prefix.length).split('/')[0];
  return setAsideKinds.find((kind) => kind === what) ?? 'other';
}

/**
 * A text in canonical JSON becomes the value it holds, which is easier to read in a file. Nothing is lost by
 * that. Everything else stays as it is.
 */
function readable(content: unknown): unknown {
  if (typeof content !== 'string') return content;
  try {
    const value: unknown = JSON.parse(content);
    return JSON.stringify(value) === content ? value : content;
  } catch {
    return content;
  }
}
