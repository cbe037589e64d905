import { chooseDtype } from '../rerank/choose-dtype.ts';
import type { Device, Dtype } from '../rerank/devices.ts';
import { findTwin, twinDtypes, twinModelId } from '../rerank/twins.ts';
import { defaultSettings, type SettingName, type Settings } from '../settings/settings.ts';
import { formatSetting } from '../settings/settings-text.ts';
import type { SuiteName } from '../settings/suite-names.ts';

/** The suites' name and version. A change of anything in this file that moves a figure needs a new number. */
export const suiteId = 'rerank-bench/suite@1';

/** One model's shape that a suite measures: a lane of the run. */
export interface SuiteTask {
  /** The name of the synthetic twin, which is that of the real model. */
  readonly id: string;
  readonly model: string;
  /** All of the model's. */
  readonly layers: number;
  /** Pairs in a request. */
  readonly pairCount: number;
  readonly batchSizes: readonly number[];
}

export interface Suite {
  readonly name: SuiteName;
  /** Name of the sample set that is scored. */
  readonly sample: string;
  /** Hash of the sample set's pairs, as run records have it. */
  readonly inputSha256: string;
  readonly maxLength: number;
  /** Samples of each cell. */
  readonly rounds: number;
  readonly tasks: readonly SuiteTask[];
}

function task(id: string, pairCount: number, batchSizes: readonly number[]): SuiteTask {
  const twin = findTwin(id);
  if (twin === undefined) throw new RangeError(`There is no twin ${id}.`);
  return { id, model: twinModelId(twin), layers: twin.shape.num_hidden_layers, pairCount, batchSizes };
}

/**
 * The passages of the page's own sample set, which are 5 to 300 words long: with equal lengths there would be
 * no padding, and padding decides which batch size is best.
 *
 * Max length 256 cuts only the longest few passages. At 512 a single one of 441 tokens would pad a batch of 16
 * to four times its tokens, and the largest batch would take most of a suite's time.
 */
const work = {
  sample: 'support-search',
  inputSha256: 'bca9f0a8257f586f7ac3ece0b64e18d7e05debb5e984c287e3553a48ae200327',
  maxLength: 256,
} as const;

/**
 * Every task is a synthetic twin, so that nothing is downloaded and every visitor measures the same. They
 * stand for the two kinds of encoder that rerankers are made of, small and large:
 * - `ms-marco-MiniLM-L-6-v2`: BERT, 6 layers, 384 wide, the most used small reranker.
 * - `ettin-reranker-17m-v1`: ModernBERT, 7 layers, 256 wide. Its passes are so short that the cost of each
 *   step shows, not only that of the products.
 * - `gte-reranker-modernbert-base`: ModernBERT, 22 layers, 768 wide.
 * - `bge-reranker-v2-m3`: XLM-RoBERTa, 24 layers, 1024 wide, the page's headline model.
 *
 * Batch sizes: 1, which is often best on a CPU, the whole request, which is best on a fast GPU, and where
 * time allows one between them. Pair counts are small, since a CPU of four cores needs seconds for eight pairs
 * of the largest model; for a GPU eight pairs of 256 tokens are products of 2048 rows, which keep it busy.
 *
 * Rounds are fixed, so that runs take equally many samples. Intervals of six rounds or more are narrow enough
 * to tell devices apart, whose speeds differ by factors and not by percents.
 */
export const suites: Readonly<Record<SuiteName, Suite>> = {
  /** The small shapes alone: within a minute on a laptop's CPU, about 2.6 · 10¹² operations. */
  quick: {
    ...work,
    name: 'quick',
    rounds: 8,
    tasks: [task('ms-marco-MiniLM-L-6-v2', 16, [1, 4, 16]), task('ettin-reranker-17m-v1', 16, [1, 4, 16])],
  },
  /** All four shapes, within five minutes: about 2.2 · 10¹³ operations, of which the largest takes two thirds. */
  standard: {
    ...work,
    name: 'standard',
    rounds: 6,
    tasks: [
      task('ms-marco-MiniLM-L-6-v2', 16, [1, 4, 16]),
      task('ettin-reranker-17m-v1', 16, [1, 4, 16]),
      task('gte-reranker-modernbert-base', 8, [1, 8]),
      task('bge-reranker-v2-m3', 8, [1, 8]),
    ],
  },
  /** For GPUs above all: requests long enough for larger batches, and rounds enough for narrow intervals. */
  thorough: {
    ...work,
    name: 'thorough',
    rounds: 20,
    tasks: [
      task('ms-marco-MiniLM-L-6-v2', 48, [1, 4, 16, 48]),
      task('ettin-reranker-17m-v1', 48, [1, 4, 16, 48]),
      task('gte-reranker-modernbert-base', 16, [1, 4, 16]),
      task('bge-reranker-v2-m3', 16, [1, 4, 16]),
    ],
  },
};

/** What the page knows of the machine, as records keep it. */
export interface SuiteMachine {
  readonly adapter: { readonly isSoftware: boolean; readonly features: readonly string[] } | null;
}

/** The device of every task: the GPU where there is one, else the CPU. */
export const suiteDevice = ({ adapter }: SuiteMachine): Device =>
  adapter !== null && !adapter.isSoftware ? 'webgpu' : 'wasm';

/**
 * The precision of every task: fp16 on a GPU that computes in half precision, fp32 on another, q8 on the CPU.
 * What fits in memory has no say, since a task whose model does not fit is run at less depth.
 */
export function suiteDtype(device: Device, { adapter }: SuiteMachine): Dtype {
  const answer = chooseDtype({
    device,
    asked: 'auto',
    available: twinDtypes,
    hasHalfPrecision: adapter?.features.includes('shader-f16') ?? false,
  });
  return answer.dtype ?? 'fp32';
}

/**
 * WASM threads of every task on the CPU, all in one session. A calibration would find better ones on some
 * machines and would take longer than the suite. Half of the logical cores are as many as there are real ones
 * where each computes two threads, and more threads wait for each other; two cores are both used.
 */
export const suiteThreads = (cores: number): number => Math.min(cores, Math.max(2, Math.ceil(cores / 2)));

/** The settings that a suite decides. All others change nothing of what is measured, or name one model. */
export const suiteSettingNames = [
  'sample',
  'maxLength',
  'truncation',
  'repetitions',
  'seed',
  'order',
  'batchSizes',
  'pairCounts',
  'tokenBudgets',
  'paddingMultiples',
  'layers',
  'graph',
  'device',
  'dtype',
  'runtime',
  'threads',
  'workers',
  'gpuOptions',
] as const satisfies readonly SettingName[];

type SuiteSettingName = (typeof suiteSettingNames)[number];

const distinct = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

/** The suite's own values, as the settings of its run record have them. */
export function standardSettings({ sample, maxLength, rounds, tasks }: Suite): Settings {
  return {
    ...defaultSettings,
    model: tasks[0]?.model ?? defaultSettings.model,
    sample,
    maxLength,
    repetitions: rounds,
    batchSizes: distinct(tasks.flatMap(({ batchSizes }) => batchSizes)),
    pairCounts: distinct(tasks.map(({ pairCount }) => pairCount)),
  };
}

/** Whether a setting has been given another value than the usual one. */
export const isSet = (name: SettingName, settings: Settings): boolean =>
  formatSetting(name, settings[name]) !== formatSetting(name, defaultSettings[name]);

/**
 * The settings of a suite's run: the suite's own, except for those that were given another value than the
 * usual one. These are departures. A setting's usual value counts as not given, as in an address.
 *
 * @param asked `suite` in them is the suite's name
 */
export function suiteSettings(suite: Suite, asked: Settings): Settings {
  const standard = standardSettings(suite);
  const own = (name: SuiteSettingName) => [name, (isSet(name, asked) ? asked : standard)[name]] as const;
  return {
    ...asked,
    suite: suite.name,
    model: standard.model,
    file: null,
    ...Object.fromEntries(suiteSettingNames.map(own)),
  };
}

/**
 * Whether a setting given beside a suite would change nothing of its run: the suite has models of its own, and a
 * usual value counts as not given.
 *
 * @param text the value as links have it
 */
export function hasNoEffect(suite: Suite, name: SettingName, text: string): boolean {
  if (name === 'model' || name === 'file') return true;
  if (!suiteSettingNames.some((one) => one === name)) return false;
  const isUsual = text === formatSetting(name, defaultSettings[name]);
  return isUsual && text !== formatSetting(name, standardSettings(suite)[name]);
}

/** What was asked for of a suite's run, from the settings of its record: the inverse of `suiteSettings`. */
export function askedSettings(suite: Suite, settings: Settings): Settings {
  const standard = standardSettings(suite);
  const own = (name: SuiteSettingName) => {
    const isStandard = formatSetting(name, settings[name]) === formatSetting(name, standard[name]);
    return [name, (isStandard ? defaultSettings : settings)[name]] as const;
  };
  return {
    ...settings,
    model: defaultSettings.model,
    ...Object.fromEntries(suiteSettingNames.map(own)),
  };
}

/** A task as a run with such settings measures it. */
export interface PlannedTask {
  readonly task: SuiteTask;
  readonly layers: number;
  readonly batchSizes: readonly number[];
  readonly pairCounts: readonly number[];
}

/** @param settings as `suiteSettings` returns them */
export function plannedTasks(suite: Suite, settings: Settings): PlannedTask[] {
  const standard = standardSettings(suite);
  const isStandard = (name: SuiteSettingName) =>
    formatSetting(name, settings[name]) === formatSetting(name, standard[name]);
  return suite.tasks.map((task) => ({
    task,
    layers: Math.min(task.layers, settings.layers ?? task.layers),
    batchSizes: isStandard('batchSizes') ? task.batchSizes : settings.batchSizes,
    pairCounts: isStandard('pairCounts') ? [task.pairCount] : settings.pairCounts,
  }));
}
