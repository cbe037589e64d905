import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withTwinTables } from './twin-tables.ts';

/** Writes the tables of operators and tensors into docs/twins.md. */
const file = join(import.meta.dirname, '..', 'docs', 'twins.md');
await writeFile(file, withTwinTables(await readFile(file, 'utf8')));
