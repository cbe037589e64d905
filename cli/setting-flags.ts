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
import { languages } from '../src/core/texts/languages.ts';

interface SettingWords {
  /** Stands for the value in `--help`. */
  readonly value: string;
  readonly text: string;
}

const words: Partial<Record<string, SettingWords>> & Partial<Record<SettingName, SettingWords>> = {
  model: {
    value: '<id|folder>',
    text: 'builtin:coverage, a hub id (org/name), twin:<name> (synthetic, nothing is downloaded), or a folder: a path that begins with . or /',
  },
  layers: { value: '<n>', text: 'layers of a synthetic twin; unset: as many as its model has' },
  dtype: { value: '<list>', text: 'auto, fp32, fp16, q8, q4, q4f16; each a lane' },
  device: { value: '<list>', text: 'webgpu, wasm; each a lane; unset: a hardware GPU, else wasm' },
  batchSizes: { value: '<list>', text: 'batch sizes to measure' },
  tokenBudgets: {
    value: '<list>',
    text: 'most tokens of a batch, padding included; cells beside the batch sizes',
  },
  pairCounts: { value: '<list>', text: 'pairs in a request' },
  maxLength: { value: '<tokens>', text: 'most tokens in a pair, special tokens included' },
  repetitions: { value: '<n>', text: 'samples a cell; unset: as many as the intervals need' },
  runtime: { value: '<list>', text: 'build of ONNX Runtime: auto, jspi, asyncify, plain; each a lane' },
  threads: {
    value: '<n>',
    text: 'WASM threads of a session; threads and workers unset: a calibration chooses',
  },
  workers: { value: '<n>', text: 'WASM sessions that share the batches; memory is multiplied' },
  order: { value: '<list>', text: 'how pairs go into batches: length, input; each a lane' },
  paddingMultiples: { value: '<list>', text: 'pad batches to a multiple of so many tokens; each a lane' },
  seed: { value: '<n>', text: 'of every shuffle' },
  sample: { value: '<name>', text: `sample set: ${sampleSets.map(({ id }) => id).join(', ')}` },
  host: { value: '<url>', text: 'base address of the model hub or a mirror' },
  label: { value: '<text>', text: 'your name for the device, kept in the record' },
  lang: { value: '<tag>', text: `the language of the page and of what is printed: ${languages.join(', ')}` },
  autorun: { value: '[0|1]', text: 'without effect here: a command always measures at once' },
  stepDown: {
    value: '[0|1]',
    text: '0: a ranking that runs out of memory fails instead of using smaller batches',
  },
  keepText: { value: '[0|1]', text: '1: the record keeps the query and the documents themselves' },
  arrivals: {
    value: '<pattern>',
    text: 'poisson (independent users), constant (even gaps), bursts, or closed (clients that ask again when answered)',
  },
  rate: { value: '<n>', text: 'requests a second; unset: 70 % of what the model is found to take' },
  rampTo: {
    value: '<n>',
    text: 'requests a second at the end, rising or falling from --rate; unset: steady',
  },
  burstSize: { value: '<n>', text: 'requests of a burst, with --arrivals bursts' },
  clients: { value: '<n>', text: 'clients, with --arrivals closed' },
  pairsPerRequest: { value: '<n[,n]>', text: 'pairs of each request; of two numbers, drawn between them' },
  duration: { value: '<seconds>', text: 'requests come for so long; what has come is still answered' },
  maxArrivals: { value: '<n>', text: 'no more requests than this' },
  maxBatch: { value: '<n>', text: 'most pairs in a batch' },
  maxWait: {
    value: '<ms>',
    text: 'a batch that is not full leaves when its oldest request has waited so long; 0: as soon as the model is free',
  },
  batchTokens: { value: '<n>', text: 'most tokens of a batch, padding included; unset: no such limit' },
  lookAhead: {
    value: '<n>',
    text: 'so many waiting pairs are sorted by length to fill a batch; 0: in their order',
  },
  timeout: { value: '<ms>', text: 'a request without an answer is given up after so long' },
  queueLimit: { value: '<n>', text: 'further requests are refused while so many wait' },
  policies: {
    value: '<list>',
    text: 'none (every pair alone), fixed (full batches only), dynamic; each meets the same requests',
  },
  tailPercentile: { value: '<n>', text: 'which tail the planner holds to --tail-latency, %' },
  tailLatency: { value: '<ms>', text: 'what the planner holds the tail of latencies to' },
};

/** What `--help` says of a setting; one without words of its own is described in docs/settings.md. */
function settingWords(name: SettingName): SettingWords {
  return words[name] ?? { value: '<value>', text: `the setting ${name}; see docs/settings.md` };
}

export const hasOwnWords = (name: SettingName): boolean => words[name] !== undefined;

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

const quoted = (text: string) => `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;

/** What is wrong with a setting's value, as a sentence. */
function settingProblemText(problem: SettingProblem): string {
  switch (problem.code) {
    case 'unknown-setting':
      return 'There is no such setting.';
    case 'not-a-whole-number':
      return `${quoted(problem.text)} is not a whole number.`;
    case 'not-a-number':
      return `${quoted(problem.text)} is not a number.`;
    case 'out-of-range':
      return `${problem.text} is not between ${problem.min} and ${problem.max}.`;
    case 'unknown-choice':
      return `${quoted(problem.text)} is not one of ${problem.choices.join(', ')}.`;
    case 'empty-list':
      return 'Give at least one value.';
    case 'too-many-values':
      return `Give at most ${problem.max} values.`;
    case 'bad-model-id':
      return `${quoted(problem.text)} is not a model id such as organisation/model; a folder begins with . or /.`;
    case 'bad-address':
      return `${quoted(problem.text)} is not an https address (http is for this machine only).`;
    case 'too-long':
      return `Use at most ${problem.max} characters.`;
    default:
      return problem satisfies never;
  }
}
