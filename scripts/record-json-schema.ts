import { runRecordSchema } from '../src/core/document/run-record.ts';
import { runRecordSchemaId } from '../src/core/document/schema-ids.ts';
import * as z from '../src/core/schema/zod.ts';

/**
 * The run record's JSON Schema (draft 2020-12) as the text of a file. It allows unknown fields, which later
 * versions may add.
 */
export function recordJsonSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(runRecordSchema, { io: 'input' });
  return `${JSON.stringify({ $schema, title: runRecordSchemaId, ...schema }, null, 2)}\n`;
}
