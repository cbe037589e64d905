import type { MachineProbe } from '../../worker/protocol/messages.ts';
import type { AppStore } from '../store/app-state.ts';

/** Says what the visitor has to know of the machine before they measure on it. */
export function addMachineNotices(
  store: AppStore,
  { adapter, adapterAbsence, crossOriginIsolated }: MachineProbe,
  isSecureContext: boolean,
): void {
  const { addNotice } = store.getState();
  // Plain http explains a missing WebGPU and missing threads; each notice by itself would send the visitor
  // astray.
  if (!isSecureContext) {
    addNotice('warning', { key: 'notice.insecure' });
    return;
  }
  if (adapter === null) {
    addNotice('info', { key: adapterAbsence === 'no-webgpu' ? 'notice.noWebgpu' : 'notice.noAdapter' });
  } else if (adapter.isSoftware) {
    addNotice('warning', { key: 'notice.softwareAdapter', values: { name: adapter.name } });
  }
  if (!crossOriginIsolated) addNotice('warning', { key: 'notice.notIsolated' });
}
