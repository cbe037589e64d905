// @module-tag slow
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runRecordSchema } from '../src/core/document/run-record.ts';
import { exampleLoadRecord, exampleLoadTest } from '../src/core/document/testing/example-load-test.ts';
import { gridRecord } from '../src/core/document/testing/grid-record.ts';
import { loadRecordArbitrary } from '../src/core/document/testing/load-record-arbitrary.ts';
import { recordArbitrary } from '../src/core/document/testing/record-arbitrary.ts';
import { recordJsonSchema } from './record-json-schema.ts';

// Strict mode makes an unknown keyword an error. Dates have a pattern beside their format.
const isPublished = new Ajv2020({
  strict: true,
  strictTypes: false,
  strictTuples: false,
  validateFormats: false,
}).compile(JSON.parse(recordJsonSchema()));

/** Whether the schema in code and the published schema accept the value. */
const verdicts = (value: unknown) => ({
  code: runRecordSchema.safeParse(value).success,
  published: isPublished(value),
});

type Path = readonly (string | number)[];

/** The paths of all values within a JSON value. */
function paths(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, one]) => paths(one, [...at, key]))];
}

/** A copy without the value at the path, or with another value there. */
function changed(value: unknown, path: Path, replacement?: { readonly by: unknown }): unknown {
  const copy = structuredClone(value);
  let parent = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, unknown>;
  const last = path.at(-1);
  if (last === undefined) return replacement?.by;
  if (replacement !== undefined) parent[last] = replacement.by;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return copy;
}

const [lane] = exampleLoadRecord().lanes;
const arrivals = [{ pairs: 2, latencyMs: 30, computingMs: 10 }];
/** A record with a sweep and a load test. */
const record = {
  ...gridRecord({
    ...{ pairCounts: [10], batchSizes: [1, 4], samples: 3 },
    change: (one) => ({
      ...one,
      ...(lane?.passes !== undefined && { passes: lane.passes }),
      ...(lane?.capacity !== undefined && { capacity: lane.capacity }),
    }),
  }),
  loadTests: [exampleLoadTest({ arrivals, batches: [2] })],
  recommendations: exampleLoadRecord().recommendations,
};
const substitutes = [null, -1, 0.5, 1e300, 'x', true, [], {}, '2026-11-20T09:00:00+01:00'];

describe('the schema in code and the published one', () => {
  it('both take every record that a run can leave', () => {
    fc.assert(
      fc.property(fc.oneof(recordArbitrary, loadRecordArbitrary), (one) => {
        expect(verdicts(JSON.parse(JSON.stringify(one)))).toEqual({ code: true, published: true });
      }),
      { numRuns: 50 },
    );
  });

  it('agree on a record with any one field missing, and refuse some', () => {
    const refused = paths(record).filter((path) => {
      const { code, published: other } = verdicts(changed(record, path));
      expect(other, path.join('.')).toBe(code);
      return !code;
    });
    expect(refused.length).toBeGreaterThan(50);
  });

  it('agree on a record with any one field replaced by something else', () => {
    for (const path of paths(record)) {
      for (const by of substitutes) {
        const { code, published: other } = verdicts(changed(record, path, { by }));
        expect(other, `${path.join('.')} = ${JSON.stringify(by)}`).toBe(code);
      }
    }
  });

  it('both let fields pass that came later', () => {
    expect(verdicts({ ...record, later: { deep: 1 } })).toEqual({ code: true, published: true });
  });
});
