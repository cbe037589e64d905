import type { RunRecord } from '../../core/document/run-record.ts';
import { checkSettings, settingsFromQuery } from '../../core/settings/settings-text.ts';
import type { FolderOutcome } from '../model-files/folder-intake.ts';
import type { AppStore } from '../store/app-state.ts';
import type { Ranking } from '../store/ranking-slice.ts';
import type { PageApi, RankOptions } from './page-api-types.ts';
import { pageProgress } from './page-progress.ts';

export type { PageApi } from './page-api-types.ts';

export interface PageApiParts {
  readonly version: string;
  readonly ready: Promise<void>;
  readonly store: AppStore;
  readonly rank: (options: RankOptions) => Promise<Ranking | null>;
  readonly run: () => Promise<RunRecord | null>;
  readonly loadTest: () => Promise<RunRecord | null>;
  readonly stop: () => void;
  readonly takeFolder: (files: readonly File[]) => Promise<FolderOutcome>;
}

export function createPageApi(parts: PageApiParts): PageApi {
  const { version, ready, store, rank, run, loadTest, stop, takeFolder } = parts;
  const orThrow = (record: RunRecord | null): RunRecord => {
    if (record !== null) return record;
    throw new Error(store.getState().runFailure?.key ?? 'A run is under way already.');
  };
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
    async loadFolder(files) {
      const outcome = await takeFolder(files);
      if (outcome.state === 'taken') return outcome.id;
      const { code, ...more } = outcome.problem;
      throw new TypeError(`${code}: ${JSON.stringify(more)}`);
    },
    async rank(options = {}) {
      const { batchSize = 1 } = options;
      if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
        throw new TypeError(`batchSize: ${batchSize} is not a whole number from 1.`);
      }
      const ranking = await rank(options);
      if (ranking !== null) return ranking;
      const { rankJob } = store.getState();
      if (rankJob.state !== 'failed') throw new Error('Ranking was not possible at the moment.');
      const { code, message } = rankJob;
      throw new Error(code === undefined ? message.key : `failure.${code}`, { cause: message.detail });
    },
    run: async () => orThrow(await run()),
    loadTest: async () => orThrow(await loadTest()),
    stop,
    progress: () => pageProgress(store.getState()),
    getRecord: () => store.getState().record,
  };
}
