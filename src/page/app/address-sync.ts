import { settingsFromQuery, settingsToQuery } from '../../core/settings/settings-text.ts';
import { badSettingMessage } from '../../core/texts/message.ts';
import type { AppStore } from '../store/app-state.ts';

/** The part of the browser that holds the page's address. */
export interface AddressBar {
  readonly search: () => string;
  /** Replaces the query string; the empty one takes it away. */
  readonly replaceSearch: (search: string) => void;
}

/** Reads the settings the address names; what it cannot use is told in a notice each. */
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
    // Commas and colons may stand in a query string as they are, and a link is read by people too.
    bar.replaceSearch(text.replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/'));
  });
}
