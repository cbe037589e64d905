import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { build, type Plugin } from 'vite';
import { addedHeaders, hashedFiles } from '../server/headers.ts';

const fileName = 'service-worker.js';

/** What hosts read, programs fetch or other sites show. The page itself needs none of it. */
const notOfThePage = /^(_headers|404\.html|README\.md|robots\.txt|share\.png|schema\/.*|results\/.*)$/;

const hash = (content: string | Buffer) => createHash('sha256').update(content).digest('hex').slice(0, 12);

/**
 * The files of a built page with their hashes, for the service worker.
 *
 * @param folder the folder of the built page
 */
export function ownFiles(folder: string): [path: string, hash: string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => path !== fileName && !notOfThePage.test(path))
    .sort()
    .map((path) => [
      path,
      `/${path}`.startsWith(hashedFiles.path) ? '' : hash(readFileSync(join(folder, path))),
    ]);
}

/**
 * Builds the service worker beside the page, once the page's files are known. It is one script at the folder's
 * top, since a service worker serves only what lies beside or below it.
 */
export function serviceWorkerBuild(): Plugin {
  let root = '';
  let outDir = '';
  return {
    name: 'service-worker-build',
    apply: 'build',
    configResolved: (config) => {
      root = config.root;
      outDir = resolve(root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const files = ownFiles(outDir);
        await build({
          configFile: false,
          root,
          publicDir: false,
          logLevel: 'error',
          define: {
            __OWN_FILES__: JSON.stringify(files),
            __OWN_VERSION__: JSON.stringify(hash(JSON.stringify(files))),
            __ADDED_HEADERS__: JSON.stringify(addedHeaders),
          },
          build: {
            target: 'es2022',
            outDir,
            emptyOutDir: false,
            rolldownOptions: {
              input: join(root, 'src', 'service-worker', 'service-worker.ts'),
              output: { format: 'iife', entryFileNames: fileName },
            },
          },
        });
      },
    },
  };
}
