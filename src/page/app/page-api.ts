import { hasMeasured, interruptedRecord, type RunDraft } from '../../core/document/run-draft.ts';
import type { RunRecord } from '../../core/document/run-record.ts';
import { checkSettings, settingsFromQuery } from '../../core/settings/settings-text.ts';
import { type Message, settingProblemMessage } from '../../core/texts/message.ts';
import { type FolderOutcome, problemMessage } from '../model-files/folder-intake.ts';
import type { AppStore } from '../store/app-state.ts';
import type { Ranking } from '../store/ranking-slice.ts';
import { isRunUnderWay } from '../store/run-slice.ts';
import {
  type BadArgument,
  badArgumentMessage,
  badFiles,
  badPairs,
  badRankOptions,
  badSettings,
} from './api-arguments.ts';
import type { PageApi, RankOptions } from './page-api-types.ts';
import { pageProgress } from './page-progress.ts';

export type { PageApi } from './page-api-types.ts';

export interface PageApiParts {
  readonly version: string;
  readonly ready: Promise<void>;
  readonly store: AppStore;
  /** Ms since the epoch. */
  readonly clock: { now(): number };
  readonly rank: (options: RankOptions) => Promise<Ranking | null>;
  readonly run: () => Promise<RunRecord | null>;
  readonly loadTest: () => Promise<RunRecord | null>;
  readonly stop: () => void;
  readonly measureAnyway: () => void;
  readonly takeFolder: (files: readonly File[]) => Promise<FolderOutcome>;
  readonly drawCard: (draft: RunDraft, theme: 'light' | 'dark') => Promise<Blob | null>;
  /** Translates a message into the page's language. */
  readonly say: (message: Message) => string;
}

/**
 * Why the page gave no result: a sentence in its language, with the code in brackets. Programs identify the
 * reason by `code`, such as `failure.hub-unreachable`.
 */
class PageApiError extends Error {
  override readonly name = 'RerankBenchError';
  readonly code: string;

  constructor(sentence: string, code: string, cause?: string) {
    super(sentence === code ? code : `${sentence} (${code})`, cause === undefined ? {} : { cause });
    this.code = code;
  }
}

export function createPageApi(parts: PageApiParts): PageApi {
  const {
    version,
    ready,
    store,
    clock,
    rank,
    run,
    loadTest,
    stop,
    measureAnyway,
    takeFolder,
    drawCard,
    say,
  } = parts;
  const failed = ({ key, values, detail }: Message, code = key) =>
    new PageApiError(say({ key, ...(values !== undefined && { values }) }), code, detail);
  const orThrow = (record: RunRecord | null): RunRecord => {
    if (record !== null) return record;
    throw failed(store.getState().runFailure ?? { key: 'pageApi.underWay' });
  };
  const mustBeGood = (call: string, bad: BadArgument | null): void => {
    if (bad !== null) throw new TypeError(say(badArgumentMessage(call, bad)));
  };
  return {
    version,
    ready,
    settings: () => store.getState().settings,
    configure(partial) {
      mustBeGood('configure', badSettings(partial));
      const entries = Object.entries(partial);
      const isText = (entry: [string, unknown]): entry is [string, string] => typeof entry[1] === 'string';
      const texts = settingsFromQuery(entries.filter(isText));
      const values = checkSettings(Object.fromEntries(entries.filter((entry) => !isText(entry))));
      const refused = [...texts.refused, ...values.refused];
      if (refused.length > 0) {
        const sentences = refused.map(
          ({ name, problem }) => `${name}: ${say(settingProblemMessage(problem))}`,
        );
        throw new TypeError(sentences.join(' '));
      }
      store.getState().changeSettings({ ...texts.settings, ...values.settings });
      return store.getState().settings;
    },
    setInput(pairs) {
      mustBeGood('setInput', badPairs(pairs));
      const query = pairs[0]?.query ?? '';
      store.getState().replaceInput({
        query,
        documents: pairs.map((pair) => ({
          text: pair.document,
          ...(pair.query !== query && { query: pair.query }),
          ...(pair.id !== undefined && { ownId: pair.id }),
          ...(pair.relevance !== undefined && { relevance: pair.relevance }),
        })),
        source: { kind: 'own' },
      });
    },
    async loadFolder(files) {
      mustBeGood('loadFolder', badFiles(files));
      const outcome = await takeFolder(files);
      if (outcome.state === 'taken') return outcome.id;
      const { code, ...more } = outcome.problem;
      // Programs read the file names out of this message.
      throw new TypeError(`${code}: ${JSON.stringify(more)}`, {
        cause: say(problemMessage(outcome.problem)),
      });
    },
    async rank(options) {
      mustBeGood('rank', badRankOptions(options));
      const ranking = await rank(options ?? {});
      if (ranking !== null) return ranking;
      const { rankJob } = store.getState();
      if (rankJob.state !== 'failed') throw failed({ key: 'pageApi.noRanking' });
      throw failed(
        rankJob.message,
        rankJob.code === undefined ? rankJob.message.key : `failure.${rankJob.code}`,
      );
    },
    run: async () => orThrow(await run()),
    loadTest: async () => orThrow(await loadTest()),
    stop,
    measureAnyway,
    progress: () => pageProgress(store.getState()),
    getRecord: () => store.getState().record,
    recordSoFar() {
      const { runState, draft } = store.getState();
      if (!isRunUnderWay(runState) || draft?.state !== 'running' || !hasMeasured(draft)) return null;
      return interruptedRecord(draft, clock.now());
    },
    async shareCard(theme = 'light') {
      const { draft } = store.getState();
      return draft === null ? null : drawCard(draft, theme);
    },
  };
}
