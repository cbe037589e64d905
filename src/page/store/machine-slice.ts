import type { StateCreator } from 'zustand';
import { defaultDevice as bestDevice, type Device } from '../../core/rerank/devices.ts';
import type { Message } from '../../core/texts/message.ts';
import type { MachineProbe } from '../../worker/protocol/messages.ts';

export type MachineState =
  | { readonly state: 'probing' }
  | { readonly state: 'known'; readonly probe: MachineProbe }
  | { readonly state: 'failed'; readonly message: Message };

export interface MachineSlice {
  readonly machine: MachineState;
  setMachine(machine: MachineState): void;
  /** The machine's memory as the browser reports it, GiB; `null` if it does not. */
  readonly deviceMemoryGiB: number | null;
  setDeviceMemory(gib: number | null): void;
}

export const createMachineSlice: StateCreator<MachineSlice> = (set) => ({
  machine: { state: 'probing' },
  setMachine: (machine) => set({ machine }),
  deviceMemoryGiB: null,
  setDeviceMemory: (deviceMemoryGiB) => set({ deviceMemoryGiB }),
});

/** The device used if none is chosen. Until the machine is known, it is the one that every browser has. */
export const defaultDevice = (machine: MachineState): Device =>
  bestDevice(machine.state === 'known' ? machine.probe.adapter : null);
