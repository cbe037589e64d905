import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRecordFault } from './check-record.ts';
import { parseRecord } from './parse-record.ts';
import { runRecordSchema } from './run-record.ts';
import { recordArbitrary } from './testing/record-arbitrary.ts';

describe('a run record', () => {
  it('comes back from its JSON as it was', () => {
    fc.assert(
      fc.property(recordArbitrary, (record) => {
        const json = JSON.stringify(record);
        expect(runRecordSchema.parse(JSON.parse(json))).toEqual(record);
        expect(parseRecord(JSON.parse(json))).toEqual({ state: 'ok', value: record });
      }),
    );
  });

  it('that a run wrote has figures that follow from its samples', () => {
    fc.assert(
      fc.property(recordArbitrary, (record) => {
        expect(findRecordFault(record)).toBeNull();
      }),
    );
  });
});
