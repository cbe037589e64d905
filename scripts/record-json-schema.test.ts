import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordJsonSchema } from './record-json-schema.ts';

describe('the published JSON Schema of the run record', () => {
  it('is what the code says (npx tsx scripts/make-record-schema.ts)', async () => {
    const file = join(import.meta.dirname, '..', 'public', 'schema', 'run-record.v1.json');
    expect(await readFile(file, 'utf8')).toBe(recordJsonSchema());
  });

  it('asks for what every reader relies on and leaves room for more', () => {
    const schema = JSON.parse(recordJsonSchema());
    expect(schema.required).toEqual(
      expect.arrayContaining(['schema', 'state', 'lanes', 'environment', 'warnings']),
    );
    expect(schema.additionalProperties).not.toBe(false);
  });
});
