import { type DatabaseFactory, type Kept, keptIn } from '../history/kept-database.ts';
import type { ValueTable } from './key-value-database.ts';

/** A table of values by key, in a database of its own. */
export function keptTable(name: string, factory: DatabaseFactory): Kept<ValueTable> {
  return keptIn(name, factory, async () => {
    const { keyValueTable } = await import('./key-value-database.ts');
    return keyValueTable(name, factory);
  });
}
