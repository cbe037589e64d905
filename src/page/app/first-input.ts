import { findSampleSet, firstSampleId, type SampleSet } from '../../core/input/sample-sets.ts';
import type { AppStore } from '../store/app-state.ts';
import type { Input } from '../store/input-slice.ts';
import type { TakeAside } from '../store/set-aside-slice.ts';
import type { KeptThings } from './kept-things.ts';

export const sampleInput = ({ id, query, documents }: SampleSet) => ({
  query,
  documents: documents.map((text) => ({ text })),
  source: { kind: 'sample', id } as const,
});

/**
 * Fills the editor with the sample set that the address names, else with what the visitor had last time, else
 * with the first sample set. With `autorun`, stored input is ignored, so that a link measures the same work
 * everywhere.
 */
export async function fillEditor(store: AppStore, kept: KeptThings, takeAside: TakeAside): Promise<void> {
  const { settings, replaceInput, addNotice, changeSettings } = store.getState();
  const named = settings.sample === null ? undefined : findSampleSet(settings.sample);
  if (settings.sample !== null && named === undefined) {
    addNotice('warning', { key: 'notice.unknownSample', values: { name: settings.sample } });
    changeSettings({ sample: null });
  }
  const stored = settings.autorun ? undefined : await loadKept(store, kept, takeAside);
  if (stored) replaceInput(stored);
  const sample = named ?? (stored ? undefined : findSampleSet(firstSampleId));
  // If there is stored text, it is one undo away.
  if (sample) replaceInput(sampleInput(sample));
  if (!stored || !sample) store.setState({ undoableInput: null });
}

async function loadKept(store: AppStore, kept: KeptThings, takeAside: TakeAside): Promise<Input | undefined> {
  try {
    return await kept.loadInput(takeAside);
  } catch (error) {
    store.getState().addNotice('warning', { key: 'notice.storageFailed', detail: String(error) });
    return undefined;
  }
}

/**
 * Stores the input shortly after each change. Several changes in a row are written once.
 *
 * @returns a function that stores at once what is still waiting, for when the page is left
 */
export function keepInput(
  store: AppStore,
  kept: KeptThings,
  after: (ms: number, callback: () => void) => () => void,
): () => void {
  let waiting: { readonly input: Input; readonly cancel: () => void } | null = null;
  store.subscribe(({ input, settings, changeSettings, addNotice }, before) => {
    if (input === before.input) return;
    // The address names the sample set on show. After an edit, a reload must not bring the set back over it.
    const sample = input.source.kind === 'sample' ? input.source.id : null;
    if (sample !== settings.sample) changeSettings({ sample });
    waiting?.cancel();
    const cancel = after(250, () => {
      waiting = null;
      kept.saveInput(input).catch((error: unknown) => {
        addNotice('warning', { key: 'notice.storageFailed', detail: String(error) });
      });
    });
    waiting = { input, cancel };
  });
  return () => {
    if (waiting !== null) kept.saveInputAtOnce(waiting.input);
  };
}
