import type { AppStore } from '../store/app-state.ts';

const key = 'notice.partMissing';

/**
 * Tells the visitor that a script of the page could not be loaded, as without a connection or once a new version
 * has replaced this one. Several missing parts have one notice.
 *
 * @param reload loads the page anew
 */
export function noteMissingPart(store: AppStore, error: unknown, reload: () => void): void {
  const { notices, addNotice } = store.getState();
  if (notices.some(({ message }) => message.key === key)) return;
  addNotice('error', { key, detail: String(error) }, [{ label: 'notice.reload', act: reload }]);
}
