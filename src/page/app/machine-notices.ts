import type { MachineProbe } from '../../worker/protocol/messages.ts';
import type { AppStore } from '../store/app-state.ts';
import type { NoticeAction } from '../store/notices-slice.ts';
import type { KeptText } from './kept-text.ts';

/** These would be the same at every visit, so one that was dismissed does not come back. */
type LastingNotice = 'notice.insecure' | 'notice.framed' | 'notice.notIsolated' | 'warning.no-shared-memory';

/**
 * Tells the visitor what the page's address, its server or the browser keeps from it. The header's chip tells
 * about the GPU.
 *
 * @param openAlone opens the page in a tab of its own; `null` where it is not shown inside another page
 * @param dismissed stores the keys of dismissed notices, separated by spaces
 */
export function addMachineNotices(
  store: AppStore,
  { crossOriginIsolated, hasSharedMemory }: Pick<MachineProbe, 'crossOriginIsolated' | 'hasSharedMemory'>,
  isSecureContext: boolean,
  openAlone: (() => void) | null,
  dismissed: Pick<KeptText, 'load' | 'save'>,
): void {
  const before = new Set((dismissed.load() ?? '').split(' '));
  const tell = (key: LastingNotice, actions: readonly NoticeAction[] = []) => {
    if (before.has(key)) return;
    store.getState().addNotice('warning', { key }, actions);
    const unsubscribe = store.subscribe(({ notices }) => {
      if (notices.some(({ message }) => message.key === key)) return;
      unsubscribe();
      dismissed.save([...before.add(key)].join(' ').trim());
    });
  };
  // Plain http explains missing threads too. A notice of their own would mislead.
  if (!isSecureContext) tell('notice.insecure');
  else if (!crossOriginIsolated && openAlone !== null)
    tell('notice.framed', [{ label: 'notice.openAlone', act: openAlone }]);
  else if (!crossOriginIsolated) tell('notice.notIsolated');
  else if (!hasSharedMemory) tell('warning.no-shared-memory');
}
