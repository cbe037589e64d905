import type { MachineProbe } from '../../worker/protocol/messages.ts';
import type { AppStore } from '../store/app-state.ts';

/** Tells the visitor what limits measuring on this machine. */
export function addMachineNotices(
  store: AppStore,
  { adapter, adapterAbsence, crossOriginIsolated, hasSharedMemory }: MachineProbe,
  isSecureContext: boolean,
): void {
  const { addNotice } = store.getState();
  // Plain http explains a missing WebGPU and missing threads. Separate notices for those would mislead.
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
  else if (!hasSharedMemory) addNotice('warning', { key: 'warning.no-shared-memory' });
}
