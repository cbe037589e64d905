import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { parseResultList, resultFolder } from '../src/core/results/collected-run.ts';
import { resultListPath } from './results.ts';

const folder = join(import.meta.dirname, '..', resultFolder);

/** The files of the records that the Devices tab shows: those of the list, and no other. */
const listedFiles = (): string[] =>
  parseResultList(readFileSync(resultListPath, 'utf8')).map(({ file }) => file);

/**
 * Puts the records of the collection beside the page, so that they open from its own origin. They lie in
 * `results/`, and a second copy under `public/` would have to be kept in step.
 */
export function resultFiles(): Plugin {
  return {
    name: 'result-files',
    generateBundle() {
      for (const file of listedFiles()) {
        this.emitFile({
          type: 'asset',
          fileName: `${resultFolder}${file}`,
          source: readFileSync(join(folder, file)),
        });
      }
    },
    configureServer({ middlewares }) {
      middlewares.use(`/${resultFolder}`, (request, response, next) => {
        const file = decodeURIComponent((request.url ?? '').replace(/^\//, '').replace(/[?#].*$/, ''));
        if (!listedFiles().includes(file) || !existsSync(join(folder, file))) return next();
        response.setHeader('content-type', 'application/json');
        response.end(readFileSync(join(folder, file)));
      });
    },
  };
}
