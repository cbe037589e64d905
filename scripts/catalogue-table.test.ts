import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withCatalogueTable } from './catalogue-table.ts';

it('docs/models.md shows the catalogue as it is', async () => {
  const text = await readFile(join(import.meta.dirname, '..', 'docs', 'models.md'), 'utf8');
  expect(text).toBe(withCatalogueTable(text));
});

it('a text without marks is refused', () => {
  expect(() => withCatalogueTable('# Models')).toThrow('There is no');
});
