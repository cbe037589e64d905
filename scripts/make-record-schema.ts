// Writes the run record's JSON Schema from the schema in code: `npx tsx scripts/make-record-schema.ts`.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { recordJsonSchema } from './record-json-schema.ts';

const file = join(import.meta.dirname, '..', 'public', 'schema', 'run-record.v1.json');
await mkdir(dirname(file), { recursive: true });
await writeFile(file, recordJsonSchema());
console.log(`wrote ${file}`);
