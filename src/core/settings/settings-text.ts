import type { Checked, SettingProblem } from './codec.ts';
import {
  defaultSettings,
  type SettingName,
  type Settings,
  settingDefinitions,
  settingNames,
} from './settings.ts';

export interface RefusedSetting {
  readonly name: string;
  readonly problem: SettingProblem;
}

export interface ReadSettings {
  /** Only what was given and accepted; everything else keeps its default. */
  readonly settings: Partial<Settings>;
  readonly refused: readonly RefusedSetting[];
}

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingDefinitions, name);
}

/** Reads the value of the named setting from text. */
export function parseSetting<K extends SettingName>(name: K, text: string): Checked<Settings[K]> {
  return settingDefinitions[name].codec.parse(text);
}

/** Writes a value of the named setting as text. */
export function formatSetting<K extends SettingName>(name: K, value: Settings[K]): string {
  return settingDefinitions[name].codec.format(value);
}

function collect(
  entries: Iterable<readonly [string, (name: SettingName) => Checked<unknown>]>,
): ReadSettings {
  const settings: Partial<Record<SettingName, unknown>> = {};
  const refused: RefusedSetting[] = [];
  for (const [name, read] of entries) {
    if (!isSettingName(name)) {
      refused.push({ name, problem: { code: 'unknown-setting' } });
      continue;
    }
    const result = read(name);
    if (result.ok) settings[name] = result.value;
    else refused.push({ name, problem: result.problem });
  }
  return { settings: settings as Partial<Settings>, refused };
}

/** Reads settings from the entries of an address's query string; a bad one is named and left out. */
export function settingsFromQuery(entries: Iterable<readonly [string, string]>): ReadSettings {
  return collect([...entries].map(([name, text]) => [name, (known) => parseSetting(known, text)] as const));
}

/** Checks settings that a program hands over (the page API, storage); a bad one is named and left out. */
export function checkSettings(values: Readonly<Record<string, unknown>>): ReadSettings {
  return collect(
    Object.entries(values).map(
      ([name, value]) => [name, (known) => settingDefinitions[known].codec.check(value)] as const,
    ),
  );
}

/**
 * The query-string entries that bring these settings back: those that differ from `defaults`, in the
 * definitions' order.
 */
export function settingsToQuery(
  settings: Settings,
  defaults: Settings = defaultSettings,
): [SettingName, string][] {
  return settingNames
    .map((name): [SettingName, string] => [name, formatSetting(name, settings[name])])
    .filter(([name, text]) => text !== formatSetting(name, defaults[name]));
}
