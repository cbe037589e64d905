import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

/**
 * The most that the scripts and styles of the first load may weigh, compressed. A change that needs more
 * raises this number in the same commit and says why. A change that needs less lowers it.
 */
export const budgetBytes = 231_000;

export interface FirstLoad {
  /** Addresses as the page's HTML has them, relative to the page. */
  readonly files: readonly string[];
  /** The sum of the files' sizes, each compressed with gzip's highest level. */
  readonly gzipBytes: number;
}

/**
 * Finds the scripts and styles that a browser fetches before the page appears: those that the HTML names, and
 * their static imports. Lazy parts, the worker and fonts are not counted.
 *
 * @param dist the folder of the built page
 * @throws Error if the HTML names no script or a file is missing
 */
export function firstLoad(dist: string): FirstLoad {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const named = [...html.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="\.\/([^"]+\.(?:js|css))"/g)];
  const waiting = named.flatMap(([, file]) => file ?? []);
  if (!waiting.some((file) => file.endsWith('.js'))) throw new Error(`${dist}/index.html names no script.`);
  const files = new Set<string>();
  let gzipBytes = 0;
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    const content = readFileSync(join(dist, file));
    gzipBytes += gzipSync(content, { level: 9 }).length;
    if (file.endsWith('.js')) waiting.push(...importsOf(file, content.toString('utf8')));
  }
  return { files: [...files].sort(), gzipBytes };
}

/**
 * The static imports of a built chunk, which stand at its beginning. A lazy `import(…)` has a parenthesis.
 */
function importsOf(file: string, script: string): string[] {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const imports = script.matchAll(/(?:^|;)import(?:[\w\s{},*$]+from)?"\.\/([^"]+\.js)"/g);
  return [...imports].map(([, name]) => folder + name);
}

if (import.meta.url === pathToFileURL(realpathSync(process.argv[1] ?? '')).href) {
  const { files, gzipBytes } = firstLoad(join(import.meta.dirname, '..', 'dist'));
  const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
  console.log(
    `First load: ${kilobytes(gzipBytes)} of script and style compressed, in ${files.length} files.`,
  );
  if (gzipBytes > budgetBytes) {
    console.error(`That is over the budget of ${kilobytes(budgetBytes)} (scripts/first-load.ts).`);
    process.exitCode = 1;
  }
}
