import type { RunRecord } from '../../core/record/run-record.ts';
import type { Pair } from '../../core/rerank/pair.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { checkSettings, settingsFromQuery } from '../../core/settings/settings-text.ts';
import type { AppStore } from '../store/app-state.ts';
import type { Ranking } from '../store/ranking-slice.ts';

/**
 * The page for programs: Playwright jobs and the command line use `globalThis.rerankBench` and nothing else.
 * Every method may be called once `ready` has resolved.
 */
export interface PageApi {
  readonly version: string;
  /** Resolves when the machine is probed and the editor is filled. */
  readonly ready: Promise<void>;
  /** The settings in force, defaults included. */
  settings(): Settings;
  /**
   * Changes settings; those not named stay. Values have the types of `Settings`, or are texts as in the address.
   *
   * @throws TypeError naming every setting that was refused; the others are not changed either
   */
  configure(partial: Readonly<Record<string, unknown>>): Settings;
  /** Replaces query and documents. One query over many documents is its simple form. */
  setInput(pairs: readonly Pair[]): void;
  /**
   * Ranks the documents. Where memory runs out, with smaller batches (unless the setting `stepDown` is off): the ranking's
   * `steps` say so, and `batchSize` is what all pairs were scored with.
   *
   * @returns the ranking, best first
   * @throws Error with the failure's code as its message when there is none
   */
  rank(): Promise<Ranking>;
  /**
   * Runs a sweep to its end, or until `stop`.
   *
   * @returns the run record
   * @throws Error with the failure's code as its message when nothing could be run
   */
  run(): Promise<RunRecord>;
  /** Stops the sweep under way; `run` then resolves with what was measured. */
  stop(): void;
  /** The record of the last run that ended, be it in an earlier visit of this browser, or `null`. */
  getRecord(): RunRecord | null;
}

declare global {
  // The name is part of the public contracts.
  var rerankBench: PageApi;
}

export interface PageApiParts {
  readonly version: string;
  readonly ready: Promise<void>;
  readonly store: AppStore;
  readonly rank: () => Promise<Ranking | null>;
  readonly run: () => Promise<RunRecord | null>;
  readonly stop: () => void;
}

export function createPageApi({ version, ready, store, rank, run, stop }: PageApiParts): PageApi {
  return {
    version,
    ready,
    settings: () => store.getState().settings,
    configure(partial) {
      const entries = Object.entries(partial);
      const isText = (entry: [string, unknown]): entry is [string, string] => typeof entry[1] === 'string';
      const texts = settingsFromQuery(entries.filter(isText));
      const values = checkSettings(Object.fromEntries(entries.filter((entry) => !isText(entry))));
      const refused = [...texts.refused, ...values.refused];
      if (refused.length > 0) {
        throw new TypeError(
          refused.map(({ name, problem }) => `${name}: ${JSON.stringify(problem)}`).join('; '),
        );
      }
      store.getState().changeSettings({ ...texts.settings, ...values.settings });
      return store.getState().settings;
    },
    setInput(pairs) {
      const query = pairs[0]?.query ?? '';
      store.getState().replaceInput({
        query,
        documents: pairs.map((pair) => ({
          text: pair.document,
          ...(pair.query !== query && { query: pair.query }),
        })),
        source: { kind: 'own' },
      });
    },
    async rank() {
      const ranking = await rank();
      if (ranking !== null) return ranking;
      const { rankJob } = store.getState();
      if (rankJob.state !== 'failed') throw new Error('Ranking was not possible at the moment.');
      throw new Error(rankJob.code === undefined ? rankJob.message.key : `failure.${rankJob.code}`);
    },
    async run() {
      const record = await run();
      if (record !== null) return record;
      throw new Error(store.getState().runFailure?.key ?? 'A run is under way already.');
    },
    stop,
    getRecord: () => store.getState().record,
  };
}
