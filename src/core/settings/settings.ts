import { builtinModelId } from '../rerank/catalogue.ts';
import { batchOrders, devices, dtypeChoices, runtimeChoices } from '../rerank/devices.ts';
import { gpuOptionChoices } from '../rerank/gpu-options.ts';
import { parseModelId } from '../rerank/model-id.ts';
import { truncations } from '../rerank/pair-encoding.ts';
import { twinGraphs } from '../rerank/twins.ts';
import { languages } from '../texts/languages.ts';
import {
  accepted,
  type Checked,
  checkedText,
  firstSetting,
  flag,
  freeText,
  listOf,
  oneOf,
  optional,
  refused,
  type SchemaBuilder,
  type SettingDefinition,
  type SettingsOf,
  setting,
  wholeNumber,
} from './codec.ts';
import { loadTestSettingDefinitions } from './load-test-settings.ts';
import { suiteNames } from './suite-names.ts';

/**
 * Scheme, host (a name, an IPv4 address or a bracketed IPv6 address), port and path; no user, query or
 * fragment.
 */
const addressForm =
  /^(https?):\/\/(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(\d{1,5}))?(\/[^?#\s]*)?$/i;

/** Whether a host, as in an address, is this machine. */
export const isLoopback = (host: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(host.toLowerCase());

/**
 * Checks the base address of a model hub or a mirror and returns its normal form, which ends in `/`. Plain
 * `http` is accepted for the visitor's own machine only, as in the page's Content-Security-Policy.
 */
export function checkHostAddress(text: string): Checked<string> {
  const parts = addressForm.exec(text);
  const [, scheme, host, port, path] = parts ?? [];
  if (scheme === undefined || host === undefined) return refused({ code: 'bad-address', text });
  if (port !== undefined && Number(port) > 65535) return refused({ code: 'bad-address', text });
  if (scheme.toLowerCase() === 'http' && !isLoopback(host)) {
    return refused({ code: 'bad-address', text });
  }
  const origin = `${scheme.toLowerCase()}://${host.toLowerCase()}${port === undefined ? '' : `:${port}`}`;
  return accepted(`${origin}${(path ?? '').replace(/\/*$/, '')}/`);
}

const modelId = checkedText((text) =>
  parseModelId(text) === null ? refused({ code: 'bad-model-id', text }) : accepted(text),
);

export const batchSizeLimits = { min: 1, max: 4096 } as const;
/** Most points on one axis: more help nobody and take hours. */
export const maxListLength = 24;

const ascending = (a: number, b: number) => a - b;

const definitions = {
  /** The standard suite to run; it has models, documents and all else of its own (`core/suite`). */
  suite: setting(optional(oneOf(suiteNames)), null),
  model: firstSetting(modelId, builtinModelId),
  /**
   * Layers of a synthetic twin; `null` for as many as the model it stands for has. It has no effect on other
   * models.
   */
  layers: setting(optional(wholeNumber({ min: 1, max: 64 })), null),
  /** How a synthetic twin's graph is written; each value is a lane of its own. Only twins can be `fused`. */
  graph: setting(listOf(oneOf(twinGraphs), { max: twinGraphs.length }), ['exported']),
  /** Each dtype is a lane of its own. */
  dtype: firstSetting(listOf(oneOf(dtypeChoices), { max: dtypeChoices.length }), ['auto']),
  /**
   * A file with weights, by its name, to compute with instead of a dtype's; `null` for none. It has no effect
   * on the built-in model and on twins.
   */
  file: setting(optional(freeText({ max: 200 })), null),
  /** Each device is a lane of its own; none means the best one available (a hardware GPU, else WASM). */
  device: firstSetting(listOf(oneOf(devices), { max: devices.length, allowEmpty: true }), []),
  batchSizes: firstSetting(
    listOf(wholeNumber(batchSizeLimits), { max: maxListLength, compare: ascending }),
    [1, 2, 4, 8, 16, 32],
  ),
  /** Most tokens in a batch, padding included. Each budget adds cells to those of the batch sizes. */
  tokenBudgets: setting(
    listOf(wholeNumber({ min: 8, max: 1_000_000 }), {
      max: maxListLength,
      compare: ascending,
      allowEmpty: true,
    }),
    [],
  ),
  pairCounts: firstSetting(
    listOf(wholeNumber({ min: 1, max: 10_000 }), { max: maxListLength, compare: ascending }),
    [5, 10, 50],
  ),
  /** Most tokens in a pair, special tokens included. */
  maxLength: firstSetting(wholeNumber({ min: 8, max: 8192 }), 512),
  /** What is cut of a pair that is longer than max length. */
  truncation: setting(oneOf(truncations), 'only-second'),
  /** Samples of each cell; `null` lets the width of the intervals decide. */
  repetitions: firstSetting(optional(wholeNumber({ min: 1, max: 1000 })), null),
  /** Builds of ONNX Runtime; each is a lane of its own. */
  runtime: setting(listOf(oneOf(runtimeChoices), { max: runtimeChoices.length }), ['auto']),
  /** WASM threads of a session; with `workers` unset too, a calibration chooses both. */
  threads: firstSetting(optional(wholeNumber({ min: 1, max: 64 })), null),
  /** WASM sessions that share a request's batches, each in a worker of its own. */
  workers: setting(optional(wholeNumber({ min: 1, max: 32 })), null),
  /** How pairs are put into batches; each order is a lane of its own. */
  order: firstSetting(listOf(oneOf(batchOrders), { max: batchOrders.length }), ['length']),
  /** Batches are padded to a multiple of this many tokens; each value is a lane of its own. */
  paddingMultiples: setting(listOf(wholeNumber({ min: 1, max: 512 }), { max: 8, compare: ascending }), [1]),
  /** Options of ONNX Runtime on WebGPU; each value is a lane of its own, on WebGPU alone. */
  gpuOptions: setting(listOf(oneOf(gpuOptionChoices), { max: gpuOptionChoices.length }), ['standard']),
  /** Seed of every shuffle. */
  seed: firstSetting(wholeNumber({ min: 0, max: 0xffff_ffff }), 1),
  /** Name of a sample set to start with. */
  sample: firstSetting(optional(freeText({ max: 60 })), null),
  /** Base address of the model hub or a mirror, with a closing slash. */
  host: firstSetting(checkedText(checkHostAddress), 'https://huggingface.co/'),
  /** The visitor's name for the device. */
  label: firstSetting(freeText({ max: 80 }), ''),
  lang: firstSetting(optional(oneOf(languages)), null),
  /** Whether to measure at once, on the sample set rather than on stored text. */
  autorun: firstSetting(flag, false),
  /** Whether a ranking that runs out of memory goes on with smaller batches by itself. */
  stepDown: firstSetting(flag, true),
  /** Whether the run record keeps the query and the documents themselves. */
  keepText: firstSetting(flag, false),
  /** Whether a sweep ends with a profile of its fastest cell. */
  profilePass: setting(flag, false),
  ...loadTestSettingDefinitions,
};

/** Everything a link, a flag or the page can say about what is measured and how. */
export type Settings = SettingsOf<typeof definitions>;

export type SettingName = keyof Settings;

/**
 * The one definition of every setting: its default, its limits, and its form in addresses, flags and records.
 */
export const settingDefinitions: { readonly [K in SettingName]: SettingDefinition<Settings[K]> } =
  definitions;

export const settingNames = Object.keys(settingDefinitions) as readonly SettingName[];

/** One part of each definition, by the setting's name. */
const ofEach = <Part extends keyof SettingDefinition<unknown>>(part: Part) =>
  Object.fromEntries(settingNames.map((name) => [name, definitions[name][part]])) as {
    readonly [K in SettingName]: (typeof definitions)[K][Part];
  };

export const defaultSettings: Settings = Object.freeze(ofEach('default'));

type RecordShape = { readonly [K in SettingName]: ReturnType<(typeof definitions)[K]['record']> };

/** The fields of a run record's `settings`. */
export const settingsRecordShape = (build: SchemaBuilder): RecordShape =>
  Object.fromEntries(settingNames.map((name) => [name, definitions[name].record(build)])) as RecordShape;
