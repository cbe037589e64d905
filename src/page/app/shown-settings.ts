import type { Settings } from '../../core/settings/settings.ts';
import type { AppStore } from '../store/app-state.ts';
import type { ShownRun } from '../store/shown-run-slice.ts';

/**
 * What decides what is measured and how, out of another's settings. What belongs to them, their device or their network stays
 * behind: the label, the language, the hub's address, what is kept, and whether to run at once. The sample set comes with
 * the input.
 */
export function settingsToTakeOver(settings: Settings): Partial<Settings> {
  const { label, lang, host, autorun, keepText, stepDown, sample, ...measured } = settings;
  return measured;
}

/** Takes over the settings of the run on show. One that came by a link is put where it will be compared with. */
export function takeOverSettings(store: AppStore, { draft, compact }: ShownRun): void {
  const { changeSettings, bringRuns } = store.getState();
  changeSettings(settingsToTakeOver(draft.settings));
  if (compact === undefined) return;
  bringRuns([
    {
      id: compact.id,
      name: compact.label ?? '',
      origin: 'link',
      side: 'base',
      content: { kind: 'compact', run: compact },
    },
  ]);
}
