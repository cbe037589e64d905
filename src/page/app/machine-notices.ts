import type { Message } from '../../core/texts/message.ts';
import type { MachineProbe } from '../../worker/protocol/messages.ts';
import type { AppStore } from '../store/app-state.ts';
import type { NoticeAction } from '../store/notices-slice.ts';
import type { KeptText } from './kept-text.ts';

/** These would be the same at every visit, so one that was dismissed does not come back. */
type LastingNotice = 'notice.insecure' | 'notice.framed' | 'notice.notIsolated' | 'warning.no-shared-memory';

/**
 * Tells the visitor, once the history is open, what the page's address, its server or the browser keeps from it. The
 * header's chip tells about the GPU.
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
  const tell = (
    message: Message & { readonly key: LastingNotice },
    actions: readonly NoticeAction[] = [],
  ) => {
    const { key } = message;
    if (before.has(key)) return;
    store.getState().addNotice('warning', message, actions);
    const unsubscribe = store.subscribe(({ notices }) => {
      if (notices.some(({ message }) => message.key === key)) return;
      unsubscribe();
      dismissed.save([...before.add(key)].join(' ').trim());
    });
  };
  // Plain http explains missing threads too. A notice of their own would mislead.
  if (!isSecureContext) {
    // A storage that refuses the history refuses the text, too.
    const isRefused = store.getState().history.state === 'failed';
    tell({ key: 'notice.insecure', values: { kept: isRefused ? 'notice.notKept' : 'notice.kept' } });
  } else if (!crossOriginIsolated && openAlone !== null)
    tell({ key: 'notice.framed' }, [{ label: 'notice.openAlone', act: openAlone }]);
  else if (!crossOriginIsolated) tell({ key: 'notice.notIsolated' });
  else if (!hasSharedMemory) tell({ key: 'warning.no-shared-memory' });
}
