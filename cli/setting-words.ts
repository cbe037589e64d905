import { sampleSets } from '../src/core/input/sample-sets.ts';
import type { SettingName } from '../src/core/settings/settings.ts';
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
  lang: { value: '<tag>', text: `the page’s language: ${languages.join(', ')}; matters with --headed` },
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

/** What `--help` says of a setting; one without words of its own is described in the README. */
export function settingWords(name: SettingName): SettingWords {
  return words[name] ?? { value: '<value>', text: `the setting ${name}; see the README, "Links"` };
}

export const hasOwnWords = (name: SettingName): boolean => words[name] !== undefined;
