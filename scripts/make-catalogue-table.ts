import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withCatalogueTable } from './catalogue-table.ts';

/** Writes the catalogue table into docs/models.md. */
const file = join(import.meta.dirname, '..', 'docs', 'models.md');
await writeFile(file, withCatalogueTable(await readFile(file, 'utf8')));
