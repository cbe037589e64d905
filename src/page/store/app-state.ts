import { createStore, type StoreApi } from 'zustand';
import { createInputSlice, type InputSlice } from './input-slice.ts';
import { createMachineSlice, type MachineSlice } from './machine-slice.ts';
import { createModelSlice, type ModelSlice } from './model-slice.ts';
import { createNoticesSlice, type NoticesSlice } from './notices-slice.ts';
import { createRankingSlice, type RankingSlice } from './ranking-slice.ts';
import { createRunSlice, type RunSlice } from './run-slice.ts';
import { createSettingsSlice, type SettingsSlice } from './settings-slice.ts';

export type AppState = InputSlice &
  SettingsSlice &
  MachineSlice &
  ModelSlice &
  RankingSlice &
  RunSlice &
  NoticesSlice;

export type AppStore = StoreApi<AppState>;

export const createAppStore = (): AppStore =>
  createStore<AppState>()((...of) => ({
    ...createInputSlice(...of),
    ...createSettingsSlice(...of),
    ...createMachineSlice(...of),
    ...createModelSlice(...of),
    ...createRankingSlice(...of),
    ...createRunSlice(...of),
    ...createNoticesSlice(...of),
  }));
