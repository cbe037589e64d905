import type { Difference, DifferenceField } from './what-differs.ts';

/** What can differ, in the words of the page. */
const fieldNames = {
  inputSha256: 'Input (fingerprint)',
  inputSource: 'Input comes from',
  inputSample: 'Sample set',
  inputPairCount: 'Pairs in the input',
  maxLength: 'Max length',
  seed: 'Seed',
  repetitions: 'Repetitions',
  browser: 'Browser',
  os: 'System',
  adapter: 'GPU',
  softwareAdapter: 'Software adapter',
  hardwareConcurrency: 'CPU threads',
  crossOriginIsolated: 'Cross-origin isolated',
  label: 'Device label',
  appVersion: 'Version of Rerank Bench',
  appCommit: 'Commit of Rerank Bench',
  model: 'Model',
  modelRevision: 'Model revision',
  transformers: 'transformers.js',
  onnxruntime: 'ONNX Runtime',
  runtime: 'Runtime build',
  threads: 'WASM threads',
  workers: 'WASM sessions',
  deviceUsed: 'Device really used',
} as const satisfies Record<DifferenceField, string>;

/** A difference as a row: what, the base's values, the head's. */
export const differenceRow = ({ field, base, head }: Difference): readonly [string, string, string] => [
  fieldNames[field],
  valuesText(field, base),
  valuesText(field, head),
];

function valuesText(field: DifferenceField, values: readonly string[]): string {
  return values
    .map((value) => {
      if (value === '') return 'not set';
      // Enough to tell two apart.
      return field === 'inputSha256' || field === 'appCommit' ? value.slice(0, 8) : value;
    })
    .join(', ');
}
