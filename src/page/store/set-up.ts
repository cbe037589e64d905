import type { Settings } from '../../core/settings/settings.ts';
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

const sweepBasis = (settings: Settings): string => JSON.stringify(measured.map((name) => settings[name]));

/**
 * Whether the settings or the documents now chosen are not those of the page's own run. After a reload own
 * texts are told apart by their number alone, because a run does not keep them.
 */
export function isSetUpChanged({
  draft,
  runInputRevision,
  restoredRunId,
  settings,
  input,
  inputRevision,
}: Pick<RunSlice, 'draft' | 'runInputRevision'> &
  Pick<HistorySlice, 'restoredRunId'> &
  Pick<SettingsSlice, 'settings'> &
  Pick<InputSlice, 'input' | 'inputRevision'>): boolean {
  if (draft === null) return false;
  if (sweepBasis(draft.settings) !== sweepBasis(settings)) return true;
  const { source } = input;
  if (draft.input.source === 'sample') {
    return source.kind !== 'sample' || source.id !== draft.input.sample;
  }
  if (source.kind === 'sample' || input.documents.length !== draft.input.pairCount) return true;
  return draft.id !== restoredRunId && runInputRevision !== inputRevision;
}
