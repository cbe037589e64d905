import type { RunDraft } from '../../core/document/run-draft.ts';
import type { Issue, RunInput } from '../../core/document/run-record.ts';
import { checkInput } from '../../core/input/input-limits.ts';
import { toPairs } from '../../core/input/pairs.ts';
import { Failure } from '../../core/rerank/failure.ts';
import { type ModelRef, parseModelId } from '../../core/rerank/model-id.ts';
import { type Pair, queryIndices } from '../../core/rerank/pair.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { median } from '../../core/stats/quantile.ts';
import { isSamples, sortSamples } from '../../core/stats/samples.ts';
import { inputProblemMessage } from '../../core/texts/message.ts';
import type { ModelRequest } from '../../worker/protocol/messages.ts';
import type { AppStore } from '../store/app-state.ts';
import { JobProblem } from './job.ts';
import { currentModel } from './known-model.ts';
import { localFilesOf } from './lane-request.ts';
import type { DraftParts } from './new-draft.ts';
import type { RunTools } from './run-tools.ts';

/** What a run measures on. */
export interface RunBasis {
  readonly settings: Settings;
  readonly pairs: readonly Pair[];
  readonly model: ModelRef;
  readonly files: Pick<ModelRequest, 'files'>;
  /** Ms since the epoch. */
  readonly runStartedAtMs: number;
}

/** The last run that ended, with what it measured on. More rounds and load tests go on with it. */
export interface LastRun {
  held: { readonly draft: RunDraft; readonly basis: RunBasis } | null;
}

/**
 * The settings and the input of the moment, to be measured.
 *
 * @throws JobProblem where there is nothing to run on
 */
export function basisOfTheMoment(store: AppStore): Omit<RunBasis, 'runStartedAtMs'> {
  const { settings, input, localFolders } = store.getState();
  const model = parseModelId(settings.model);
  if (model === null) throw new Failure('model-not-found', settings.model);
  const [problem] = checkInput(input.query, input.documents);
  if (problem !== undefined) throw new JobProblem(inputProblemMessage(problem));
  const files = localFilesOf(model, localFolders);
  if (files === 'not-here') throw new Failure('folder-not-here', settings.model);
  const sample = input.source.kind === 'sample' ? input.source.id : null;
  // A standard suite has a basis of its own; load tests know none.
  const own = { ...settings, sample, suite: null };
  return { settings: own, pairs: toPairs(input.query, input.documents), model, files };
}

/** SHA-256 of a run's pairs, as records tell inputs apart. */
export const hashOfPairs = (tools: Pick<RunTools, 'sha256'>, pairs: readonly Pair[]): Promise<string> =>
  tools.sha256(JSON.stringify(pairs.map(({ query, document }) => [query, document])));

/** What the record of a run that begins now is made of. */
export function draftParts(
  tools: Pick<RunTools, 'store' | 'newId' | 'describeEnvironment' | 'app'>,
  { settings, pairs, runStartedAtMs }: RunBasis,
  sha256: string,
): DraftParts {
  const { machine, modelFacts } = tools.store.getState();
  const { sample, keepText } = settings;
  return {
    id: tools.newId(),
    startedAt: new Date(runStartedAtMs),
    app: tools.app,
    settings,
    machine,
    model: currentModel({ settings, modelFacts }),
    environment: tools.describeEnvironment(machine.state === 'known' ? machine.probe : null),
    input: {
      source: sample === null ? 'own' : 'sample',
      ...(sample !== null && { sample }),
      pairCount: pairs.length,
      tokenLengths: null,
      sha256,
      ...comparedInput(pairs),
      ...(keepText && { pairs: pairs.map(({ query, document }) => ({ query, document })) }),
    },
  };
}

/** Most pairs whose order is compared between lanes: the input's first. */
export const mostComparedPairs = 1000;

/** What comparing orders needs to know of the input, beside the scores. */
function comparedInput(pairs: readonly Pair[]): Pick<RunInput, 'queries' | 'relevance'> {
  const compared = pairs.slice(0, mostComparedPairs);
  const queries = queryIndices(compared);
  return {
    ...(queries.some((query) => query > 0) && { queries }),
    ...(compared.some(({ relevance }) => relevance !== undefined) && {
      relevance: compared.map(({ relevance }) => relevance ?? null),
    }),
  };
}

/** The warning of a run on battery. */
export const onBattery: Issue = {
  code: 'on-battery',
  message: 'The machine ran on battery, where it may compute more slowly.',
};

/** How long pairs are, in tokens; `null` where there are none. */
export function tokenLengthsOf(tokens: readonly number[]): RunInput['tokenLengths'] {
  if (!isSamples(tokens)) return null;
  const sorted = sortSamples(tokens);
  return { min: sorted[0], p50: median(sorted), max: sorted.at(-1) ?? sorted[0] };
}
