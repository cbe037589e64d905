import { defaultSettings } from '../../core/settings/settings.ts';
import { parseSetting } from '../../core/settings/settings-text.ts';
import type { AppStore } from '../store/app-state.ts';
import type { TakeAside } from '../store/set-aside-slice.ts';
import type { AddressBar } from './address-sync.ts';
import { type KeptText, resetUnusable } from './kept-text.ts';

/**
 * Takes the hub the visitor chose last time, unless the address names one, and remembers what they choose
 * from now on. A hub that a link names is not remembered: it is somebody else's choice.
 *
 * @param kept where the choice outlives the visit; it has to be there before the first request
 */
export function keepHost(
  store: AppStore,
  address: AddressBar,
  kept: Pick<KeptText, 'load' | 'save'>,
  takeAside: TakeAside,
): void {
  const stored = kept.load();
  const checked = stored === null ? null : parseSetting('host', stored);
  if (checked?.ok && !new URLSearchParams(address.search()).has('host')) {
    store.getState().changeSettings({ host: checked.value });
  }
  const isUsable = (text: string) => parseSetting('host', text).ok;
  void resetUnusable(kept, { what: 'host', isUsable, fallback: defaultSettings.host }, takeAside);
  store.subscribe(({ settings }, before) => {
    if (settings.host !== before.settings.host) kept.save(settings.host);
  });
}
