import type { StateCreator } from 'zustand';
import { defaultSettings, type Settings } from '../../core/settings/settings.ts';

export interface SettingsSlice {
  readonly settings: Settings;
  changeSettings(partial: Partial<Settings>): void;
}

export const createSettingsSlice: StateCreator<SettingsSlice> = (set) => ({
  settings: defaultSettings,
  changeSettings: (partial) =>
    set(({ settings }) => {
      // Another model has other files.
      const isOther = partial.model !== undefined && partial.model !== settings.model;
      return { settings: { ...settings, ...(isOther && { file: null }), ...partial } };
    }),
});
