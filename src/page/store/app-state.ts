import { createStore, type StoreApi } from 'zustand';
import { type CompareSlice, createCompareSlice } from './compare-slice.ts';
import { createHistorySlice, type HistorySlice } from './history-slice.ts';
import { createInputSlice, type InputSlice } from './input-slice.ts';
import { createMachineSlice, type MachineSlice } from './machine-slice.ts';
import { createModelSlice, type ModelSlice } from './model-slice.ts';
import { createNoticesSlice, type NoticesSlice } from './notices-slice.ts';
import { createRankingSlice, type RankingSlice } from './ranking-slice.ts';
import { createRunSlice, type RunSlice } from './run-slice.ts';
import { createSettingsSlice, type SettingsSlice } from './settings-slice.ts';
import { createShownRunSlice, type ShownRunSlice } from './shown-run-slice.ts';

export type AppState = InputSlice &
  SettingsSlice &
  MachineSlice &
  ModelSlice &
  RankingSlice &
  RunSlice &
  ShownRunSlice &
  CompareSlice &
  HistorySlice &
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
    ...createShownRunSlice(...of),
    ...createCompareSlice(...of),
    ...createHistorySlice(...of),
    ...createNoticesSlice(...of),
  }));
