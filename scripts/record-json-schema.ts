import { runRecordSchema, runRecordSchemaId } from '../src/core/document/run-record.ts';
import { z } from '../src/core/schema/zod.ts';

/**
 * The run record's JSON Schema (draft 2020-12) as the text of a file. Readers may meet fields that were added
 * later.
 */
export function recordJsonSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(runRecordSchema, { io: 'input' });
  return `${JSON.stringify({ $schema, title: runRecordSchemaId, ...schema }, null, 2)}\n`;
}
