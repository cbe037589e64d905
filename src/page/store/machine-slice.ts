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
  /** What the browser says of the machine's memory, GiB; `null` where it says nothing. */
  readonly deviceMemoryGiB: number | null;
  setDeviceMemory(gib: number | null): void;
}

export const createMachineSlice: StateCreator<MachineSlice> = (set) => ({
  machine: { state: 'probing' },
  setMachine: (machine) => set({ machine }),
  deviceMemoryGiB: null,
  setDeviceMemory: (deviceMemoryGiB) => set({ deviceMemoryGiB }),
});

/** The device an unset choice stands for; until the machine is known, the one that every browser has. */
export const defaultDevice = (machine: MachineState): Device =>
  bestDevice(machine.state === 'known' ? machine.probe.adapter : null);
