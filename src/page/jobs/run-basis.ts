import type { RunDraft } from '../../core/document/run-draft.ts';
import { checkInput } from '../../core/input/input-limits.ts';
import { toPairs } from '../../core/input/pairs.ts';
import { Failure } from '../../core/rerank/failure.ts';
import { type ModelRef, parseModelId } from '../../core/rerank/model-id.ts';
import type { Pair } from '../../core/rerank/pair.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { failureMessage, inputProblemMessage } from '../../core/texts/message.ts';
import type { ModelRequest } from '../../worker/protocol/messages.ts';
import type { AppStore } from '../store/app-state.ts';
import { isRunUnderWay, type RunSlice } from '../store/run-slice.ts';
import { currentModel } from './known-model.ts';
import { localFilesOf } from './local-files.ts';
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

/** The last run that ended, with what it measured on, to go on with: more rounds, or a load test of the same. */
export interface LastRun {
  held: { readonly draft: RunDraft; readonly basis: RunBasis } | null;
}

/**
 * The settings and the input of the moment, to be measured.
 *
 * @param task what they are wanted for
 * @returns `null` when a run is under way already, or where there is nothing to run on: the store then says why, and what was measured before
 *   stays on show
 */
export function basisOfTheMoment(
  store: AppStore,
  task: RunSlice['task'],
): Omit<RunBasis, 'runStartedAtMs'> | null {
  const { settings, input, runState, localFolders, setRun } = store.getState();
  const model = parseModelId(settings.model);
  if (isRunUnderWay(runState) || model === null) return null;
  const [problem] = checkInput(input.query, input.documents);
  if (problem !== undefined) {
    setRun({ task, runState: 'failed', runFailure: inputProblemMessage(problem) });
    return null;
  }
  const files = localFilesOf(model, localFolders);
  if (files === 'not-here') {
    const failure = new Failure('folder-not-here', settings.model);
    setRun({ task, runState: 'failed', runFailure: failureMessage(failure) });
    return null;
  }
  const sample = input.source.kind === 'sample' ? input.source.id : null;
  return { settings: { ...settings, sample }, pairs: toPairs(input.query, input.documents), model, files };
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
      ...(keepText && { pairs }),
    },
  };
}
