import { rawJson } from '../../core/document/raw-json.ts';
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
   * Values by key. The keys here are `set-aside/<what>/<id>`, and the values are what was stored, as it was.
   */
  readonly table: ValueTable;
  readonly newId: () => string;
  readonly saveFile: (name: string, type: string, content: Blob) => void;
  /** Ms since the epoch. */
  readonly clock: { now(): number };
}

/**
 * What was stored, by this page or another version of it, and cannot be read. It is moved out of the way, so
 * that it can never keep the page from opening, and offered at every visit until the visitor has saved or
 * deleted it. No method rejects.
 */
export class SetAside {
  readonly #tools: SetAsideTools;
  /**
   * By id: what was set aside in this visit, which the storage may have refused, and what was saved and can
   * be again.
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
      await table.put(content, id);
      return true;
    } catch {
      return false;
    }
  };

  /** Tells of what earlier visits have set aside. */
  async load(): Promise<void> {
    const { store, table } = this.#tools;
    try {
      const ids = await table.where(':id').startsWith(prefix).primaryKeys();
      store.getState().addSetAside(ids.map((id) => ({ id, what: kindOf(id) })));
    } catch {
      // Without storage there are no earlier visits.
    }
  }

  /**
   * Hands everything to the visitor as one file, after which it is offered for the rest of this visit only.
   */
  async save(): Promise<void> {
    const { store, table, saveFile, clock } = this.#tools;
    const { setAside, addNotice, noteSetAsideSaved } = store.getState();
    try {
      for (const { id } of setAside.things) {
        if (!this.#contents.has(id)) this.#contents.set(id, await table.get(id));
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
    // In parts, since together they may be longer than a string can be.
    return new Blob([head, ...parts.map((part, i) => (i === 0 ? part : `,\n${part}`)), '\n]}\n']);
  }

  async #forget(things: readonly SetAsideThing[]): Promise<void> {
    // What the storage does not delete is offered again at the next visit.
    await this.#tools.table.bulkDelete(things.map(({ id }) => id)).catch(() => {});
  }
}

/** What a key of the storage stands for. Another version of the page may know more kinds. */
function kindOf(id: string): SetAsideKind {
  const what = id.slice(prefix.length).split('/')[0];
  return setAsideKinds.find((kind) => kind === what) ?? 'other';
}

/**
 * A text that is JSON as the value it holds, which is easier to read in a file, where nothing of the text
 * gets lost by it.
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
