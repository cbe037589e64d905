import { createStore, type StoreApi } from 'zustand';
import { type CompareSlice, createCompareSlice } from './compare-slice.ts';
import { createDownloadsSlice, type DownloadsSlice } from './downloads-slice.ts';
import { createHistorySlice, type HistorySlice } from './history-slice.ts';
import { createInputSlice, type InputSlice } from './input-slice.ts';
import { createLocalFoldersSlice, type LocalFoldersSlice } from './local-folders-slice.ts';
import { createMachineSlice, type MachineSlice } from './machine-slice.ts';
import { createModelFactsSlice, type ModelFactsSlice } from './model-facts-slice.ts';
import { createModelSlice, type ModelSlice } from './model-slice.ts';
import { createNoticesSlice, type NoticesSlice } from './notices-slice.ts';
import { createRankingSlice, type RankingSlice } from './ranking-slice.ts';
import { createResultsSlice, type ResultsSlice } from './results-slice.ts';
import { createRunSlice, type RunSlice } from './run-slice.ts';
import { createSetAsideSlice, type SetAsideSlice } from './set-aside-slice.ts';
import { createSettingsSlice, type SettingsSlice } from './settings-slice.ts';
import { createShownRunSlice, type ShownRunSlice } from './shown-run-slice.ts';
import { createViewSlice, type ViewSlice } from './view-slice.ts';

export type AppState = InputSlice &
  SettingsSlice &
  MachineSlice &
  ModelSlice &
  ModelFactsSlice &
  RankingSlice &
  RunSlice &
  ShownRunSlice &
  ResultsSlice &
  CompareSlice &
  HistorySlice &
  DownloadsSlice &
  LocalFoldersSlice &
  NoticesSlice &
  SetAsideSlice &
  ViewSlice;

export type AppStore = StoreApi<AppState>;

export const createAppStore = (): AppStore =>
  createStore<AppState>()((...of) => ({
    ...createInputSlice(...of),
    ...createSettingsSlice(...of),
    ...createMachineSlice(...of),
    ...createModelSlice(...of),
    ...createModelFactsSlice(...of),
    ...createRankingSlice(...of),
    ...createRunSlice(...of),
    ...createShownRunSlice(...of),
    ...createResultsSlice(...of),
    ...createCompareSlice(...of),
    ...createHistorySlice(...of),
    ...createDownloadsSlice(...of),
    ...createLocalFoldersSlice(...of),
    ...createNoticesSlice(...of),
    ...createSetAsideSlice(...of),
    ...createViewSlice(...of),
  }));
