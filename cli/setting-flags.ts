import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  type SettingName,
  type Settings,
  settingDefinitions,
  settingNames,
} from '../src/core/settings/settings.ts';
import { formatSetting, parseSetting } from '../src/core/settings/settings-text.ts';
import { settingProblemText } from './setting-problem-text.ts';
import { settingWords } from './setting-words.ts';

/** Settings as the page and its address take them: texts by name, only those that were given. */
export type SettingTexts = Partial<Record<SettingName, string>>;

/** Settings whose own name is a flag of every command already. */
const otherNames: Partial<Record<SettingName, string>> = { timeout: 'requestTimeout' };

/** Under which a parsed command line has the setting. */
const optionName = (name: SettingName): string => otherNames[name] ?? name;

/** The flag of a setting: `--batch-sizes` for `batchSizes`. */
export const settingFlag = (name: SettingName): string =>
  `--${optionName(name).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/**
 * Gives a command a flag for each of these settings, made from their definitions, so that a new setting has its flag by itself. A
 * value that its setting refuses is a usage error.
 *
 * @param accept says otherwise for single settings: what a text becomes, or `InvalidArgumentError`
 */
export function addSettingFlags(
  command: Command,
  names: readonly SettingName[] = settingNames,
  accept: Partial<Record<SettingName, (text: string) => string>> = {},
): Command {
  for (const name of names) {
    const read = accept[name] ?? ((text: string) => checkedText(name, text));
    command.addOption(settingOption(name).argParser(read));
  }
  return command;
}

/** What the flags said, of the settings alone. */
export function settingTexts(command: Command): SettingTexts {
  const values = command.opts<Record<string, unknown>>();
  return Object.fromEntries(
    settingNames.flatMap((name) => {
      const value = values[optionName(name)];
      // A switch without a value is on.
      const text = value === true ? '1' : value;
      return typeof text === 'string' ? [[name, text]] : [];
    }),
  );
}

/** @throws InvalidArgumentError that says what is wrong with the value */
export function checkedText<K extends SettingName>(name: K, text: string): string {
  const checked = parseSetting(name, text);
  if (!checked.ok) throw new InvalidArgumentError(settingProblemText(checked.problem));
  return formatSetting<K>(name, checked.value);
}

function settingOption(name: SettingName): Option {
  const { value, text } = settingWords(name);
  const isSwitch = typeof settingDefinitions[name].default === 'boolean';
  const standard = defaultText(name);
  return new Option(
    `${settingFlag(name)} ${isSwitch ? '[0|1]' : value}`,
    standard === '' ? text : `${text} (default: ${standard})`,
  );
}

function defaultText<K extends SettingName>(name: K): string {
  const standard: Settings[K] = settingDefinitions[name].default;
  return formatSetting<K>(name, standard);
}
