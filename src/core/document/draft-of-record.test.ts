import { describe, expect, it } from 'vitest';
import { closeDraft, draftOfRecord } from './run-draft.ts';
import { exampleRecord } from './testing/example-record.ts';

describe('a record in the form that is drawn', () => {
  const record = exampleRecord();

  it('closes into the same record again', () => {
    expect(closeDraft(draftOfRecord(record), record.state, record.durationMs)).toEqual(record);
  });

  it('makes up no measurement that the record does not hold', () => {
    const [cell] = draftOfRecord(record).lanes[0]?.cells ?? [];
    expect(cell).toMatchObject({ state: 'measured', measurements: [], latencyMs: { samples: [40, 42] } });
  });
});
