import { maxLinkText } from '../link-layout.ts';
import { type RunFigures, runFiguresSchema } from '../run-figures.ts';
import type { RunRecord } from '../run-record.ts';

/** Fields that a link carries in full; all other numbers keep five digits. */
const exactFields = [
  ...[
    'settings',
    'plan',
    'rule',
    'counts',
    'objective',
    'n',
    'pairCount',
    'batchSize',
    'tokenBudget',
    'passes',
  ],
  ...['tokens', 'tokensComputed', 'threads', 'workers', 'paddingMultiple', 'layers', 'bytes', 'min', 'max'],
  ...['hardwareConcurrency', 'deviceMemoryGiB', 'answered', 'replicas', 'simulatedArrivals', 'maxBatch'],
  ...['maxWaitMs'],
];

const fiveDigits = (value: number) => Number(value.toPrecision(5));

function carried(value: unknown, field = ''): unknown {
  if (typeof value === 'string') return value.slice(0, maxLinkText).replace(/\p{Cs}/gu, '\uFFFD');
  if (typeof value === 'number') {
    const isBytes = ['peak', 'resident', 'wasmBytes'].includes(field);
    return isBytes ? Math.round(fiveDigits(value)) : fiveDigits(value);
  }
  if (Array.isArray(value)) return value.map((one) => carried(one));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, one]) => [
    name,
    // A list of objects is not a figure, even if a field in `exactFields` has its name.
    exactFields.includes(name) && !Array.isArray(one) ? one : carried(one, name),
  ]);
  return withHalfWidth(value, Object.fromEntries(fields));
}

/** A link carries an interval as half its width, around the mean. */
function withHalfWidth(value: object, fields: Record<string, unknown>): Record<string, unknown> {
  if (!('ci95' in value && Array.isArray(value.ci95)) || typeof fields.mean !== 'number') return fields;
  const half = fiveDigits((value.ci95[1] - value.ci95[0]) / 2);
  return { ...fields, ci95: [fields.mean - half, fields.mean + half] };
}

/** The figures of a record as a link with room for everything carries them, computed without the packer. */
export function linkedFigures(record: RunRecord): RunFigures {
  const { loadTests = [], ...rest } = runFiguresSchema.parse(record);
  return carried({ ...rest, ...(loadTests.length > 0 && { loadTests }) }) as RunFigures;
}
