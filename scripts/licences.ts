import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Matches the folder of a module's package, after the last `node_modules` in its path. */
const packageFolder = /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
}

function describe(folder: string): string | undefined {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return undefined;
  const { name, version, license } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice)(\.(md|txt))?$/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return [`## ${name} ${version} (${license ?? 'see its text'})`, ...texts].join('\n\n');
}

/**
 * Writes licences.md: the licences of all packages whose code, styles, fonts or binaries are in the built
 * page.
 *
 * Vite's own `build.license` only covers the page's bundle. The worker, with transformers.js and ONNX
 * Runtime, is built separately. Add `page` to the plugins and `worker()` to the worker's plugins.
 */
export function licences(): { readonly page: Plugin; readonly worker: () => Plugin } {
  const folders = new Set<string>();
  const moduleParsed = ({ id }: { readonly id: string }) => {
    const folder = packageFolder.exec(id)?.[1];
    if (folder !== undefined) folders.add(folder);
  };
  return {
    worker: () => ({ name: 'licences-of-worker', apply: 'build', moduleParsed }),
    page: {
      name: 'licences',
      apply: 'build',
      moduleParsed,
      generateBundle() {
        const source = [...folders]
          .map(describe)
          .filter((text) => text !== undefined)
          .sort()
          .join('\n\n');
        this.emitFile({ type: 'asset', fileName: 'licences.md', source: `# Licences\n\n${source}\n` });
      },
    },
  };
}
