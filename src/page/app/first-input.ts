import { firstSampleId, firstSampleIds } from '../../core/input/sample-set-ids.ts';
import { findSampleSet, type SampleSet } from '../../core/input/sample-sets.ts';
import type { SettingName, Settings } from '../../core/settings/settings.ts';
import { settingsToQuery } from '../../core/settings/settings-text.ts';
import type { Language } from '../../core/texts/languages.ts';
import type { AppStore } from '../store/app-state.ts';
import type { Input } from '../store/input-slice.ts';
import { isRunUnderWay } from '../store/run-slice.ts';
import type { TakeAside } from '../store/set-aside-slice.ts';
import type { KeptThings } from './kept-things.ts';

/** @param isDefault whether nobody asked for this set */
export const sampleInput = ({ id, query, documents }: SampleSet, isDefault = false) => ({
  query,
  documents: documents.map((text) => ({ text })),
  source: { kind: 'sample', id, ...(isDefault && { isDefault }) } as const,
});

/**
 * Fills the editor with the sample set that the address names, else with what the visitor had last time, else
 * with the first sample set in the page's language, which the address then names. Where the address has other
 * settings it is a link, and without a sample set in it measures the same everywhere. With `autorun`, stored
 * input is ignored too.
 */
export async function fillEditor(
  store: AppStore,
  kept: KeptThings,
  takeAside: TakeAside,
  language: () => Language,
): Promise<void> {
  const { settings, replaceInput, addNotice, changeSettings } = store.getState();
  const named = settings.sample === null ? undefined : findSampleSet(settings.sample);
  if (settings.sample !== null && named === undefined) {
    addNotice('warning', { key: 'notice.unknownSample', values: { name: settings.sample } });
    changeSettings({ sample: null });
  }
  const stored = settings.autorun ? undefined : await loadKept(store, kept, takeAside);
  if (stored) replaceInput(stored);
  const id = isLink(settings) ? firstSampleId : firstSampleIds[language()];
  const sample = named ?? (stored ? undefined : findSampleSet(id));
  const isDefault = !stored && !isLink(settings) && sample?.id === id;
  // If there is stored text, it is one undo away.
  if (sample) replaceInput(sampleInput(sample, isDefault));
  if (isDefault && id !== firstSampleId) changeSettings({ sample: id });
  if (!stored || !sample) store.setState({ undoableInput: null });
}

/** Whether the address asks for more than a language and a sample set. A hub and a label are the visitor's own. */
function isLink(settings: Settings): boolean {
  const personal: readonly SettingName[] = ['lang', 'sample', 'host', 'label'];
  return settingsToQuery(settings).some(([name]) => !personal.includes(name));
}

/**
 * Puts the first sample set of a newly chosen language in the place of the other language's, for as long as
 * nobody has touched, measured or ranked what the page opened with.
 */
export function followLanguage(store: AppStore, language: () => Language): void {
  store.subscribe(({ settings, input, draft, ranking, runState, rankJob, replaceInput }, before) => {
    if (settings.lang === before.settings.lang) return;
    const isUsed = draft !== null || ranking !== null || isRunUnderWay(runState) || rankJob.state !== 'idle';
    if (input.source.kind !== 'sample' || input.source.isDefault !== true || isUsed) return;
    const sample = findSampleSet(firstSampleIds[language()]);
    if (sample === undefined || sample.id === input.source.id) return;
    replaceInput(sampleInput(sample, true));
    store.setState({ undoableInput: null });
  });
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
    // What nobody asked for is not kept, so that the next visit again begins in its own language.
    if (input.source.kind === 'sample' && input.source.isDefault) return;
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
