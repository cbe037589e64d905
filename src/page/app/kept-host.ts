import { defaultSettings } from '../../core/settings/settings.ts';
import { parseSetting } from '../../core/settings/settings-text.ts';
import type { AppStore } from '../store/app-state.ts';
import type { AddressBar } from './address-sync.ts';
import { tellSetAside } from './kept-things.ts';

/**
 * Where the visitor's choice of a hub or a mirror outlives the visit. Local storage: it has to be there
 * before the first request.
 */
export interface KeptHost {
  load(): string | null;
  save(host: string): void;
}

const key = 'rerank-bench/host';

export const browserKeptHost: KeptHost = {
  load: () => {
    try {
      return localStorage.getItem(key);
    } catch {
      // Storage is switched off: then nothing was kept.
      return null;
    }
  },
  save: (host) => {
    try {
      localStorage.setItem(key, host);
    } catch {
      // As above; the choice still holds for this visit, and stands in the address.
    }
  },
};

/**
 * Takes the hub the visitor chose last time, unless the address names one, and remembers what they choose
 * from now on. A hub that a link names is not remembered: it is somebody else's choice.
 */
export function keepHost(store: AppStore, address: AddressBar, kept: KeptHost): void {
  const stored = kept.load();
  const checked = stored === null ? null : parseSetting('host', stored);
  if (checked?.ok && !new URLSearchParams(address.search()).has('host')) {
    store.getState().changeSettings({ host: checked.value });
  }
  if (stored !== null && stored !== '' && checked?.ok === false) {
    tellSetAside(store, { what: 'host', content: stored });
    // Told once: the next visit starts with the hub's own address.
    kept.save(defaultSettings.host);
  }
  store.subscribe(({ settings }, before) => {
    if (settings.host !== before.settings.host) kept.save(settings.host);
  });
}
