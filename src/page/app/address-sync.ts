import { settingsFromQuery, settingsToQuery } from '../../core/settings/settings-text.ts';
import { badSettingMessage } from '../../core/texts/message.ts';
import type { AppStore } from '../store/app-state.ts';

/** The part of the browser that holds the page's address. */
export interface AddressBar {
  readonly search: () => string;
  /** Replaces the query string; an empty one removes it. */
  readonly replaceSearch: (search: string) => void;
}

/** Takes over the settings that the address names, and adds a warning for each one it cannot use. */
export function readAddress(store: AppStore, bar: AddressBar): void {
  const read = settingsFromQuery(new URLSearchParams(bar.search()));
  const state = store.getState();
  state.changeSettings(read.settings);
  for (const { name, problem } of read.refused) state.addNotice('warning', badSettingMessage(name, problem));
}

/** Keeps the address in step with the settings from now on. */
export function keepAddress(store: AppStore, bar: AddressBar): void {
  store.subscribe((state, before) => {
    if (state.settings === before.settings) return;
    const text = new URLSearchParams(settingsToQuery(state.settings)).toString();
    // A query string may contain bare commas, colons and slashes, and people read links too.
    bar.replaceSearch(text.replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/'));
  });
}
