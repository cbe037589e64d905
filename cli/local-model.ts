import type { SettingTexts } from './setting-flags.ts';

/** A folder that is served in the hub's place for one command. */
export interface LocalModel {
  readonly name: string;
  readonly host: string;
  readonly repository: string;
  /** Address under which its files lie. */
  readonly base: string;
}

/** The settings that lead the page to the folder. */
export const localSettings = (settings: SettingTexts, model: LocalModel | null): SettingTexts =>
  model === null ? settings : { ...settings, model: model.repository, host: model.host };

export const localId = ({ name }: LocalModel): string => `local:${name}`;

/** The same text without the address that the folder had for a while: its files by their names alone. */
export const withoutAddress = (text: string, { base, host }: LocalModel): string =>
  text.replaceAll(base, '').replaceAll(host, '');

interface ModelPart {
  readonly id: string;
  readonly source: string;
  readonly revision: string | null;
}

interface RecordPart {
  readonly settings: { readonly model: string; readonly host: string };
  readonly lanes: readonly { readonly model: ModelPart }[];
}

/**
 * The run's record as it is true outside of this command. To the page the folder was a hub's repository; to a reader it is
 * `local:<folder>`, of no revision, and the address it had is gone and was nobody's business.
 *
 * @param host the hub address that the settings have otherwise
 */
export function withLocalModel<T extends RecordPart>(record: T, model: LocalModel, host: string): T {
  const clean: T = JSON.parse(
    JSON.stringify(record, (_key, value) =>
      typeof value === 'string' && value !== model.host ? withoutAddress(value, model) : value,
    ),
  );
  return {
    ...clean,
    settings: { ...clean.settings, model: localId(model), host },
    lanes: clean.lanes.map((lane) => ({
      ...lane,
      model: { ...lane.model, id: localId(model), source: 'local', revision: null },
    })),
  };
}
