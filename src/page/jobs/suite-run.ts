import { type DraftCell, type DraftLane, isBatchCell, type RunDraft } from '../../core/document/run-draft.ts';
import { findSampleSet } from '../../core/input/sample-sets.ts';
import { isOutOfMemory } from '../../core/rerank/failure.ts';
import { parseModelId } from '../../core/rerank/model-id.ts';
import { defaultSettings, type Settings } from '../../core/settings/settings.ts';
import type { SuiteName } from '../../core/settings/suite-names.ts';
import { suiteSettings, suites, suiteThreads } from '../../core/suite/suite.ts';
import { withEvent } from './lane-edits.ts';
import type { RunBasis } from './run-basis.ts';

/** The settings of a run that keeps to a suite, whatever the set-up says; the visitor's own things stay. */
export const suiteAlone = (name: SuiteName, { label, lang, host, keepText }: Settings): Settings => ({
  ...defaultSettings,
  ...{ suite: name, label, lang, host, keepText },
});

/**
 * What a suite measures on: its sample set, whatever the editor holds.
 *
 * @param asked the settings that the suite may depart in
 */
export function suiteBasis(name: SuiteName, asked: Settings): Omit<RunBasis, 'runStartedAtMs'> {
  const suite = suites[name];
  const settings = suiteSettings(suite, asked);
  const set = findSampleSet(settings.sample ?? suite.sample) ?? findSampleSet(suite.sample);
  const model = parseModelId(settings.model);
  if (set === undefined || model === null) throw new RangeError(`The suite ${name} names nothing to score.`);
  return {
    settings: { ...settings, sample: set.id },
    pairs: set.documents.map((document) => ({ query: set.query, document })),
    model,
    files: {},
  };
}

/**
 * What a lane measures with: a suite's lanes have models, and threads, of their own.
 *
 * @param environment tells the machine's cores
 */
export function basisOfLane(
  basis: RunBasis,
  lane: DraftLane,
  { hardwareConcurrency, crossOriginIsolated, sharedMemory }: RunDraft['environment'],
): RunBasis {
  const model = parseModelId(lane.model.id);
  if (lane.task === undefined || model === null) return basis;
  const { threads, workers } = basis.settings;
  const hasThreads = crossOriginIsolated && sharedMemory !== false;
  const free = threads === null && workers === null;
  const settings = {
    ...basis.settings,
    ...{ model: lane.model.id, layers: lane.model.layers },
    ...(free && { threads: hasThreads ? suiteThreads(hardwareConcurrency) : 1, workers: 1 }),
  };
  return { ...basis, settings, model };
}

/** Whether no depth would change that the cell is skipped. */
const isForGood = (cell: DraftCell): boolean =>
  cell.state === 'skipped' && cell.reason !== 'out-of-memory-expected';

/**
 * A suite's lane to try next: with half of the layers, where memory ran out before anything was measured.
 * `null` where there is nothing to try again.
 *
 * @param atMs since the run's start
 */
export function shallowerLane(lane: DraftLane, atMs: number): DraftLane | null {
  const { layers } = lane.model;
  if (lane.task === undefined || layers === null || layers < 2 || lane.cells.some(isBatchCell)) return null;
  const ranOut = lane.error !== undefined && isOutOfMemory(lane.error.code);
  if (!ranOut && !lane.cells.some(({ state }) => state === 'out-of-memory')) return null;
  const depth = Math.floor(layers / 2);
  const { error: _, ...rest } = lane;
  return withEvent(
    {
      ...rest,
      state: 'pending',
      coldMs: null,
      scoreCheck: null,
      model: { ...lane.model, layers: depth, bytes: null },
      cells: lane.cells.map((cell) => (isForGood(cell) ? cell : pendingCell(cell))),
    },
    atMs,
    'depth-reduced',
    `Memory ran out with ${layers} layers; the twin is tried with ${depth}.`,
  );
}

const pendingCell = ({ pairCount, batchSize, tokenBudget }: DraftCell): DraftCell => ({
  ...{ pairCount, batchSize, tokenBudget, state: 'pending' },
});
