import { expect, it } from 'vitest';
import type { MachineProbe } from '../../worker/protocol/messages.ts';
import { createAppStore } from '../store/app-state.ts';
import { addMachineNotices } from './machine-notices.ts';

const bare: MachineProbe = {
  adapter: null,
  adapterAbsence: 'no-webgpu',
  clockResolutionMs: 0.1,
  crossOriginIsolated: false,
  hasSharedMemory: false,
  hasJspi: false,
};

const keys = (isSecureContext: boolean, probe: MachineProbe = bare) => {
  const store = createAppStore();
  addMachineNotices(store, probe, isSecureContext);
  return store.getState().notices.map(({ message }) => message.key);
};

it('names plain http as the cause of all that it keeps from the page, and nothing else', () => {
  expect(keys(false)).toEqual(['notice.insecure']);
  expect(keys(true)).toEqual(['notice.noWebgpu', 'notice.notIsolated']);
});

it('says that a browser lacks shared memory where isolation alone would have brought it', () => {
  const isolated = { ...bare, crossOriginIsolated: true };
  expect(keys(true, isolated)).toEqual(['notice.noWebgpu', 'warning.no-shared-memory']);
  expect(keys(true, { ...isolated, hasSharedMemory: true })).toEqual(['notice.noWebgpu']);
});
