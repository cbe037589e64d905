import { expect, it } from 'vitest';
import type { MachineProbe } from '../../worker/protocol/messages.ts';
import { createAppStore } from '../store/app-state.ts';
import { addMachineNotices } from './machine-notices.ts';

const bare: Pick<MachineProbe, 'adapter' | 'adapterAbsence' | 'crossOriginIsolated'> = {
  adapter: null,
  adapterAbsence: 'no-webgpu',
  crossOriginIsolated: false,
};

const keys = (isSecureContext: boolean) => {
  const store = createAppStore();
  addMachineNotices(store, bare as MachineProbe, isSecureContext);
  return store.getState().notices.map(({ message }) => message.key);
};

it('names plain http as the cause of all that it keeps from the page, and nothing else', () => {
  expect(keys(false)).toEqual(['notice.insecure']);
  expect(keys(true)).toEqual(['notice.noWebgpu', 'notice.notIsolated']);
});
