import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { SuiteName } from '../../core/settings/suite-names.ts';
import type { AppState, AppStore } from './app-state.ts';
import type { DownloadServices, ExportServices, HistoryServices, ResultServices } from './services.ts';

/** What the page can do beyond changing its own state. The composition root provides it. */
export interface AppServices extends ExportServices, HistoryServices, DownloadServices, ResultServices {
  /** Scores the documents and reorders them. It loads the model first if necessary. */
  rank(): Promise<void>;
  cancelRank(): void;
  /** Starts a sweep with the current settings, or the standard suite that they name. */
  run(): Promise<void>;
  /** Runs a standard suite just as it is, whatever the set-up says. */
  runSuite(name: SuiteName): Promise<void>;
  stop(): void;
  /** Lets the waiting job go on beside the other tab it waits for. */
  measureAnyway(): void;
  /** Measures this many more rounds of the last sweep; see `canAddRounds`. */
  moreRounds(rounds: number): Promise<void>;
  /** Profiles one pass of the last sweep's fastest cell, in a session of its own. */
  profile(): Promise<void>;
  /** Starts a live load test with the current settings. `stop` ends it and keeps what was measured. */
  loadTest(): Promise<void>;
  /**
   * Forgets the threads and sessions that calibrations found on this device, so that the next sweep
   * calibrates again.
   */
  forgetCalibrations(): Promise<void>;
  /** Asks the hub again for the chosen model's files. */
  lookAtModelAgain(): void;
  /** Adds the documents of dropped or chosen files. A notice names each refused file. */
  addFiles(files: readonly File[]): Promise<void>;
  /** Adds pasted text, one document for each line. Text over the limits is refused with a notice. */
  addText(text: string): void;
  chooseSample(id: string): void;
  /**
   * Saves what was set aside (see `setAside`) as one file. It is no longer offered from the next visit on.
   */
  saveSetAside(): Promise<void>;
  /** Deletes what was set aside. */
  discardSetAside(): Promise<void>;
  /**
   * Takes over the settings of the run on show, and its sample set if it had one, and runs a sweep with them.
   */
  runShownSettings(): Promise<void>;
}

export interface AppContextValue {
  readonly store: AppStore;
  readonly services: AppServices;
}

export const AppContext = createContext<AppContextValue | null>(null);

/** The state as this part of the page sees it, and what the page can do. */
export function useApp(): AppContextValue {
  const value = useContext(AppContext);
  if (value === null) throw new Error('Components of the page stand inside an AppContext.');
  return value;
}

export const useAppState = <T>(selector: (state: AppState) => T): T => useStore(useApp().store, selector);

export const useServices = (): AppServices => useApp().services;
