import { builtinModelId } from '../rerank/catalogue.ts';
import {
  type BatchOrder,
  batchOrders,
  type Device,
  type DtypeChoice,
  devices,
  dtypeChoices,
  type RuntimeChoice,
  runtimeChoices,
} from '../rerank/devices.ts';
import { parseModelId } from '../rerank/model-id.ts';
import { type Language, languages } from '../texts/languages.ts';
import {
  type Codec,
  checkedText,
  freeText,
  listOf,
  oneOf,
  optional,
  type SettingDefinition,
  wholeNumber,
} from './codec.ts';
import { checkHostAddress } from './host-address.ts';
import { type LoadTestSettings, loadTestSettingDefinitions } from './load-test-settings.ts';
import { accepted, refused } from './problem.ts';

/** Everything a link, a flag or the page can say about what is measured and how. */
export interface Settings extends LoadTestSettings {
  readonly model: string;
  /** Layers of a synthetic twin; `null` for as many as the model it stands for. Other models have their own. */
  readonly layers: number | null;
  /** Each dtype is a lane of its own. */
  readonly dtype: readonly DtypeChoice[];
  /** Each device is a lane of its own; none means the best there is (a hardware GPU, else WASM). */
  readonly device: readonly Device[];
  readonly batchSizes: readonly number[];
  /** Most tokens of a batch, padding included: cells beside those of the batch sizes. */
  readonly tokenBudgets: readonly number[];
  readonly pairCounts: readonly number[];
  /** Most tokens in a pair, special tokens included. */
  readonly maxLength: number;
  /** Samples a cell; `null` lets the width of the intervals decide. */
  readonly repetitions: number | null;
  /** Builds of ONNX Runtime; each is a lane of its own. */
  readonly runtime: readonly RuntimeChoice[];
  /** WASM threads of a session; with `workers` unset too, a calibration chooses both. */
  readonly threads: number | null;
  /** WASM sessions that share a request's batches, each in a worker of its own. */
  readonly workers: number | null;
  /** How pairs are put into batches; each order is a lane of its own. */
  readonly order: readonly BatchOrder[];
  /** Batches are padded to a multiple of so many tokens; each multiple is a lane of its own. */
  readonly paddingMultiples: readonly number[];
  /** Seed of every shuffle. */
  readonly seed: number;
  /** Name of a sample set to start with. */
  readonly sample: string | null;
  /** Base address of the model hub or a mirror, with a closing slash. */
  readonly host: string;
  /** The visitor's name for the device. */
  readonly label: string;
  readonly lang: Language | null;
  /** Measure at once, on the sample set rather than on stored text. */
  readonly autorun: boolean;
  /** Whether a ranking that runs out of memory goes on with smaller batches by itself. */
  readonly stepDown: boolean;
  /** Whether the run record keeps the query and the documents themselves. */
  readonly keepText: boolean;
}

export type SettingName = keyof Settings;

const ascending = (a: number, b: number) => a - b;

const flag: Codec<boolean> = {
  check: (value) =>
    typeof value === 'boolean'
      ? accepted(value)
      : refused({ code: 'unknown-choice', text: String(value), choices: ['0', '1'] }),
  parse: (text) => {
    if (text === '1' || text === '0') return accepted(text === '1');
    return refused({ code: 'unknown-choice', text, choices: ['0', '1'] });
  },
  format: (value) => (value ? '1' : '0'),
};

const modelId = checkedText((text) =>
  parseModelId(text) === null ? refused({ code: 'bad-model-id', text }) : accepted(text),
);

export const batchSizeLimits = { min: 1, max: 4096 } as const;
const pairCountLimits = { min: 1, max: 10_000 } as const;
const maxLengthLimits = { min: 8, max: 8192 } as const;
const repetitionLimits = { min: 1, max: 1000 } as const;
const threadLimits = { min: 1, max: 64 } as const;
const workerLimits = { min: 1, max: 32 } as const;
const layerLimits = { min: 1, max: 64 } as const;
const tokenBudgetLimits = { min: 8, max: 1_000_000 } as const;
const paddingMultipleLimits = { min: 1, max: 512 } as const;
/** More points than this on one axis help nobody and take hours. */
export const maxListLength = 24;

/** The one definition of every setting: its default, its limits, and its form in addresses and flags. */
export const settingDefinitions: { readonly [K in SettingName]: SettingDefinition<Settings[K]> } = {
  model: { default: builtinModelId, codec: modelId },
  layers: { default: null, codec: optional(wholeNumber(layerLimits)) },
  dtype: {
    default: ['auto'],
    codec: listOf(oneOf(dtypeChoices), { max: dtypeChoices.length }),
  },
  device: { default: [], codec: listOf(oneOf(devices), { max: devices.length, allowEmpty: true }) },
  batchSizes: {
    default: [1, 2, 4, 8, 16, 32],
    codec: listOf(wholeNumber(batchSizeLimits), { max: maxListLength, compare: ascending }),
  },
  tokenBudgets: {
    default: [],
    codec: listOf(wholeNumber(tokenBudgetLimits), {
      max: maxListLength,
      compare: ascending,
      allowEmpty: true,
    }),
  },
  pairCounts: {
    default: [10, 50, 100],
    codec: listOf(wholeNumber(pairCountLimits), { max: maxListLength, compare: ascending }),
  },
  maxLength: { default: 512, codec: wholeNumber(maxLengthLimits) },
  repetitions: { default: null, codec: optional(wholeNumber(repetitionLimits)) },
  runtime: { default: ['auto'], codec: listOf(oneOf(runtimeChoices), { max: runtimeChoices.length }) },
  threads: { default: null, codec: optional(wholeNumber(threadLimits)) },
  workers: { default: null, codec: optional(wholeNumber(workerLimits)) },
  order: { default: ['length'], codec: listOf(oneOf(batchOrders), { max: batchOrders.length }) },
  paddingMultiples: {
    default: [1],
    codec: listOf(wholeNumber(paddingMultipleLimits), { max: 8, compare: ascending }),
  },
  seed: { default: 1, codec: wholeNumber({ min: 0, max: 0xffff_ffff }) },
  sample: { default: null, codec: optional(freeText({ max: 60 })) },
  host: { default: 'https://huggingface.co/', codec: checkedText(checkHostAddress) },
  label: { default: '', codec: freeText({ max: 80 }) },
  lang: { default: null, codec: optional(oneOf(languages)) },
  autorun: { default: false, codec: flag },
  stepDown: { default: true, codec: flag },
  keepText: { default: false, codec: flag },
  ...loadTestSettingDefinitions,
};

export const settingNames = Object.keys(settingDefinitions) as readonly SettingName[];

export const defaultSettings = Object.freeze(
  Object.fromEntries(settingNames.map((name): [string, unknown] => [name, settingDefinitions[name].default])),
) as Partial<Settings> as Settings;
