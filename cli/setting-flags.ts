import { type Command, InvalidArgumentError, Option } from 'commander';
import { sampleSets } from '../src/core/input/sample-sets.ts';
import type { SettingProblem } from '../src/core/settings/codec.ts';
import {
  type SettingName,
  type Settings,
  settingDefinitions,
  settingNames,
} from '../src/core/settings/settings.ts';
import { formatSetting, parseSetting } from '../src/core/settings/settings-text.ts';
import { commandLine as english } from '../src/core/texts/en/command-line.ts';
import { languages } from '../src/core/texts/languages.ts';
import { messageText, settingProblemMessage } from '../src/core/texts/message.ts';
import type { Words } from './command-words.ts';

/** The placeholder for a setting's value in `--help`. */
const valueNames: Partial<Record<SettingName, string>> = {
  suite: '<name>',
  model: '<id|folder>',
  layers: '<n>',
  dtype: '<list>',
  file: '<name>',
  device: '<list>',
  batchSizes: '<list>',
  tokenBudgets: '<list>',
  pairCounts: '<list>',
  maxLength: '<tokens>',
  repetitions: '<n>',
  runtime: '<list>',
  threads: '<n>',
  workers: '<n>',
  truncation: '<which>',
  order: '<list>',
  paddingMultiples: '<list>',
  gpuOptions: '<list>',
  graph: '<list>',
  seed: '<n>',
  sample: '<name>',
  host: '<url>',
  label: '<text>',
  lang: '<tag>',
  arrivals: '<pattern>',
  rate: '<n>',
  rampTo: '<n>',
  burstSize: '<n>',
  clients: '<n>',
  pairsPerRequest: '<n[,n]>',
  duration: '<seconds>',
  maxArrivals: '<n>',
  maxBatch: '<n>',
  maxWait: '<ms>',
  batchTokens: '<n>',
  lookAhead: '<n>',
  timeout: '<ms>',
  queueLimit: '<n>',
  policies: '<list>',
  tailPercentile: '<n>',
  tailLatency: '<ms>',
};

type DescribedSetting = keyof typeof english.help.setting;

/** Whether `--help` has a description of this setting. */
export const hasOwnWords = (name: SettingName): name is SettingName & DescribedSetting =>
  Object.hasOwn(english.help.setting, name);

/** Settings as text, in the form that the page and its address take. Only those that were given. */
export type SettingTexts = Partial<Record<SettingName, string>>;

/** The option names of settings whose own name is already a flag of every command. */
const otherNames: Partial<Record<SettingName, string>> = { timeout: 'requestTimeout' };

/** The key of a setting among the parsed options. */
const optionName = (name: SettingName): string => otherNames[name] ?? name;

/** The flag of a setting: `--batch-sizes` for `batchSizes`. */
export const settingFlag = (name: SettingName): string =>
  `--${optionName(name).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/**
 * Adds a flag for each of these settings. The flags are made from the settings' definitions, so that a new
 * setting gets its flag by itself. A value that the setting refuses is a usage error.
 *
 * @param accept readers for single settings, used instead of the definition's; they may throw
 * `InvalidArgumentError`
 */
export function addSettingFlags(
  command: Command,
  {
    names,
    accept,
  }: {
    names: readonly SettingName[];
    accept: Partial<Record<SettingName, (text: string) => string>>;
  },
  words: Words,
): Command {
  for (const name of names) {
    const read = accept[name] ?? ((text: string) => checkedText(name, text, words));
    command.addOption(settingOption(name, words).argParser(read));
  }
  return command;
}

/** The settings among the flags that were given. */
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

/**
 * Checks a setting's value and writes it in its standard form.
 *
 * @throws InvalidArgumentError saying what is wrong with the value
 */
export function checkedText<K extends SettingName>(name: K, text: string, words: Words): string {
  const checked = parseSetting(name, text);
  if (!checked.ok) throw new InvalidArgumentError(settingProblemText(checked.problem, words));
  return formatSetting<K>(name, checked.value);
}

function settingOption(name: SettingName, words: Words): Option {
  const isSwitch = typeof settingDefinitions[name].default === 'boolean';
  const text = settingText(name, words);
  const value = defaultText(name);
  return new Option(
    `${settingFlag(name)} ${isSwitch ? '[0|1]' : (valueNames[name] ?? '<value>')}`,
    value === '' ? text : words.say('help.withDefault', { text, value }),
  );
}

function settingText(name: SettingName, { say }: Words): string {
  if (!hasOwnWords(name)) return say('help.otherSetting', { name });
  const samples = sampleSets.map(({ id }) => id).join(', ');
  return say(`help.setting.${name}`, { samples, languages: languages.join(', ') });
}

function defaultText<K extends SettingName>(name: K): string {
  const standard: Settings[K] = settingDefinitions[name].default;
  return formatSetting<K>(name, standard);
}

/** The page's sentence for a refused value. For a model it adds that a folder is possible here. */
function settingProblemText(problem: SettingProblem, { say, texts }: Words): string {
  const text = messageText(texts, settingProblemMessage(problem));
  return problem.code === 'bad-model-id' ? say('problem.model.orFolder', { problem: text }) : text;
}
