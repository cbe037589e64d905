import { toPairs } from '../../core/input/pairs.ts';
import { asFailure } from '../../core/rerank/failure.ts';
import type { AppState, AppStore } from '../store/app-state.ts';
import type { DocumentRow } from '../store/input-slice.ts';
import type { RowTokens } from '../store/model-slice.ts';
import { isRankUnderWay } from '../store/ranking-slice.ts';
import { isRunUnderWay } from '../store/run-slice.ts';
import type { RunTools } from './run-tools.ts';
import type { Workbench } from './workbench.ts';

/** How long the editor has to be idle before tokens are counted. */
const restMs = 300;
/** Pairs counted at a time, so that a Rank does not wait long behind them. */
const portion = 200;

/** Keeps the documents' token counts up to date, as long as the model's tokenizer is at hand. */
export class TokenWatch {
  readonly #store: AppStore;
  readonly #workbench: Workbench;
  readonly #after: RunTools['after'];
  #cancelWait: (() => void) | null = null;
  #turn = 0;
  /** What the counts in the store were made for. */
  #counted = new Map<string, { readonly row: DocumentRow; readonly tokens: RowTokens }>();
  #countedFor = '';

  constructor(store: AppStore, workbench: Workbench, after: RunTools['after']) {
    this.#store = store;
    this.#workbench = workbench;
    this.#after = after;
  }

  /** Begins watching; counts are made soon after anything they depend on changes. */
  start(): void {
    this.#store.subscribe((state, before) => {
      const changed =
        state.input !== before.input ||
        state.settings.model !== before.settings.model ||
        state.settings.maxLength !== before.settings.maxLength ||
        state.settings.truncation !== before.settings.truncation ||
        state.model.state !== before.model.state ||
        isRankUnderWay(state.rankJob) !== isRankUnderWay(before.rankJob) ||
        isRunUnderWay(state.runState) !== isRunUnderWay(before.runState);
      if (changed) this.#soon();
    });
    this.#soon();
  }

  #soon(): void {
    this.#cancelWait?.();
    this.#cancelWait = this.#after(restMs, () => void this.#count());
  }

  async #count(): Promise<void> {
    const turn = ++this.#turn;
    const state = this.#store.getState();
    const { rankJob, runState, model } = state;
    // Nothing may compete with a run or a ranking. When one ends, the store changes and calls this again.
    if (isRunUnderWay(runState) || isRankUnderWay(rankJob)) return;
    if (model.state === 'loading') return;
    try {
      const session = await this.#workbench.tokenizer(state.settings);
      if (session === null) {
        this.#counted.clear();
        state.setTokenCounts(new Map());
        return;
      }
      this.#forgetStale(state);
      const missing = state.input.documents.filter((row) => this.#counted.get(row.id)?.row !== row);
      for (let start = 0; start < missing.length; start += portion) {
        const rows = missing.slice(start, start + portion);
        const counts = await session.call('countTokens', {
          pairs: toPairs(state.input.query, rows),
          maxLength: state.settings.maxLength,
        });
        if (turn !== this.#turn) return;
        rows.forEach((row, i) => {
          const tokens = counts[i];
          if (tokens) this.#counted.set(row.id, { row, tokens });
        });
      }
      state.setTokenCounts(new Map([...this.#counted].map(([id, { tokens }]) => [id, tokens])));
    } catch (error) {
      // A failure only hides the counts; Rank names what is wrong. A worker that was ended on purpose leaves
      // the old counts in place.
      if (turn === this.#turn && asFailure(error).code !== 'stopped') state.setTokenCounts(new Map());
    }
  }

  /** Drops the counts that another query, model or max length made, and those of rows that are gone. */
  #forgetStale({ input, settings }: AppState): void {
    const { model, host, maxLength, truncation } = settings;
    const basis = JSON.stringify([input.query, model, host, maxLength, truncation]);
    if (basis !== this.#countedFor) this.#counted.clear();
    this.#countedFor = basis;
    const present = new Set(input.documents.map(({ id }) => id));
    for (const id of this.#counted.keys()) if (!present.has(id)) this.#counted.delete(id);
  }
}
