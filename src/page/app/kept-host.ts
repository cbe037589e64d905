import { defaultSettings } from '../../core/settings/settings.ts';
import { parseSetting } from '../../core/settings/settings-text.ts';
import type { AppStore } from '../store/app-state.ts';
import type { TakeAside } from '../store/set-aside-slice.ts';
import type { AddressBar } from './address-sync.ts';
import { type KeptText, resetUnusable } from './kept-text.ts';

/**
 * Uses the hub that the visitor chose last time, unless the address names one, and saves their later choices.
 * The hub of a link is not saved, because somebody else chose it.
 *
 * @param kept stores the choice; it is read synchronously, before the first request to a hub
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
