// Writes the worked example into docs/method.md: `npx tsx scripts/make-worked-example.ts`. Its source is a
// measured run record, docs/examples/worked-example.json.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runRecordSchema } from '../src/core/document/run-record.ts';
import { withExample, workedExample } from './worked-example.ts';

const docs = join(import.meta.dirname, '..', 'docs');
const method = join(docs, 'method.md');
const record = runRecordSchema.parse(
  JSON.parse(await readFile(join(docs, 'examples', 'worked-example.json'), 'utf8')),
);
await writeFile(method, withExample(await readFile(method, 'utf8'), workedExample(record)));
console.log(`wrote ${method}`);
