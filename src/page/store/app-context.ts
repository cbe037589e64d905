import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { AppState, AppStore } from './app-state.ts';
import type { DownloadServices, ExportServices, HistoryServices } from './services.ts';

/** What the page can do beyond changing its own state; the composition root hands it down. */
export interface AppServices extends ExportServices, HistoryServices, DownloadServices {
  /** Scores the documents and reorders them; loads the model first where it must. */
  rank(): Promise<void>;
  cancelRank(): void;
  /** Starts a sweep with the settings of the moment. */
  run(): Promise<void>;
  stop(): void;
  /** Measures or ranks beside another tab, which the job under way waits for. */
  measureAnyway(): void;
  /** Measures so many more rounds of the sweep that ended last; see `canAddRounds`. */
  moreRounds(rounds: number): Promise<void>;
  /** Starts a live load test with the settings of the moment; `stop` ends it, keeping what was measured. */
  loadTest(): Promise<void>;
  /**
   * Forgets the threads and sessions that were found for models on this device: the next sweep looks for them
   * anew.
   */
  forgetCalibrations(): Promise<void>;
  /** Asks the hub again what the chosen model has. */
  lookAtModelAgain(): void;
  /** Adds the documents of dropped or chosen files; each bad file is named in a notice. */
  addFiles(files: readonly File[]): Promise<void>;
  /** Adds pasted text, one document a line; refuses what is over the limits, with a notice. */
  addText(text: string): void;
  chooseSample(id: string): void;
  /** Saves what was set aside (see `setAside`) as one file; from the next visit on it is offered no more. */
  saveSetAside(): Promise<void>;
  /** Deletes what was set aside. */
  discardSetAside(): Promise<void>;
  /**
   * Takes over the settings of the run on show, and its sample set where it had one, and runs a sweep with
   * them.
   */
  runShownSettings(): Promise<void>;
}

export interface AppContextValue {
  readonly store: AppStore;
  readonly services: AppServices;
}

export const AppContext = createContext<AppContextValue | null>(null);

function useApp(): AppContextValue {
  const value = useContext(AppContext);
  if (value === null) throw new Error('Components of the page stand inside an AppContext.');
  return value;
}

export const useAppState = <T>(selector: (state: AppState) => T): T => useStore(useApp().store, selector);

export const useServices = (): AppServices => useApp().services;
