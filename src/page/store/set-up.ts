import { loadTestSettingNames } from '../../core/settings/load-test-settings.ts';
import type { SettingName, Settings } from '../../core/settings/settings.ts';
import type { HistorySlice } from './history-slice.ts';
import type { InputSlice } from './input-slice.ts';
import type { RunSlice } from './run-slice.ts';
import type { SettingsSlice } from './settings-slice.ts';

/** The settings that decide what a sweep measures, and how. */
const measured = [
  'model',
  'layers',
  'graph',
  'dtype',
  'file',
  'device',
  'batchSizes',
  'tokenBudgets',
  'pairCounts',
  'maxLength',
  'truncation',
  'repetitions',
  'runtime',
  'threads',
  'workers',
  'order',
  'paddingMultiples',
  'gpuOptions',
  'seed',
] as const satisfies readonly (keyof Settings)[];

/** Only a sweep has cells. */
const cellsOnly: ReadonlySet<SettingName> = new Set([
  'batchSizes',
  'tokenBudgets',
  'pairCounts',
  'repetitions',
]);

/** Other settings of batches and waits are tried by the planner anyway, and its best is taken over from it. */
const planned: ReadonlySet<SettingName> = new Set(['maxBatch', 'maxWait']);

/** The settings that decide what a load test finds. */
const loadTested = [
  ...measured.filter((name) => !cellsOnly.has(name)),
  ...loadTestSettingNames.filter((name) => !planned.has(name)),
];

/**
 * Some settings as one text, to be compared. Each settings object is written once, because settings are
 * replaced and never changed, and this is asked after every change of the store.
 */
function basisOf(names: readonly SettingName[]): (settings: Settings) => string {
  const known = new WeakMap<Settings, string>();
  return (settings) => {
    const before = known.get(settings);
    if (before !== undefined) return before;
    const basis = JSON.stringify(names.map((name) => settings[name]));
    known.set(settings, basis);
    return basis;
  };
}

const sweepBasis = basisOf(measured);
const loadTestBasis = basisOf(loadTested);

type SetUp = Pick<RunSlice, 'draft' | 'runInputRevision'> &
  Pick<HistorySlice, 'restoredRunId'> &
  Pick<SettingsSlice, 'settings'> &
  Pick<InputSlice, 'input' | 'inputRevision'>;

/**
 * Whether the settings or the documents now chosen are not those of the page's own sweep. After a reload own
 * texts are told apart by their number alone, because a run does not keep them.
 */
export function isSetUpChanged(state: SetUp): boolean {
  const { draft, settings } = state;
  // A suite's run can be had from any set-up, and one that names a suite asks for that suite's.
  if (draft?.suite !== undefined) return settings.suite !== null && settings.suite !== draft.suite.name;
  return draft !== null && settings.suite !== null ? true : isOtherSetUp(state, sweepBasis);
}

/** The same for the page's own load test. */
export const isLoadTestSetUpChanged = (state: SetUp): boolean => isOtherSetUp(state, loadTestBasis);

function isOtherSetUp(
  { draft, runInputRevision, restoredRunId, settings, input, inputRevision }: SetUp,
  basis: (settings: Settings) => string,
): boolean {
  if (draft === null) return false;
  if (basis(draft.settings) !== basis(settings)) return true;
  const { source } = input;
  if (draft.input.source === 'sample') {
    return source.kind !== 'sample' || source.id !== draft.input.sample;
  }
  if (source.kind === 'sample' || input.documents.length !== draft.input.pairCount) return true;
  return draft.id !== restoredRunId && runInputRevision !== inputRevision;
}
