/**
 * Writes the built-in model into `public/models/builtin/coverage`.
 *
 *     npx tsx scripts/make-builtin-model.ts           write the files
 *     npx tsx scripts/make-builtin-model.ts --check   fail if the files differ from what would be written
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { builtinModelFiles } from './builtin-model/model-files.ts';
import { makeVocabulary } from './builtin-model/vocabulary.ts';
import { readWordCounts } from './builtin-model/word-frequencies.ts';

const folder = fileURLToPath(new URL('../public/models/builtin/coverage', import.meta.url));
const { values: flags } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

let total = 0;
const stale: string[] = [];
for (const [name, bytes] of builtinModelFiles(makeVocabulary(readWordCounts()))) {
  const path = join(folder, name);
  total += bytes.length;
  if (flags.check) {
    const present = await readFile(path).catch(() => undefined);
    if (!present || Buffer.compare(present, bytes) !== 0) stale.push(name);
  } else {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
  console.log(`${String(bytes.length).padStart(9)}  ${name}`);
}
console.log(`${String(total).padStart(9)}  bytes in all`);

if (stale.length > 0) {
  console.error(
    `Out of date: ${stale.join(', ')}. Run "npx tsx scripts/make-builtin-model.ts" and commit the result.`,
  );
  process.exitCode = 1;
}
