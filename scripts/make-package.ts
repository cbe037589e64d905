// `npm run package`: packs what `npx rerank-bench` needs into one tarball: the built page, and the command
// line as plain JavaScript with its packages inside. Only libraries that drive browsers stay outside.
import { cpSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import packageJson from '../package.json' with { type: 'json' };
import { ensureBuiltPage } from './built-page.ts';
import { licences } from './licences.ts';
import { runNpm } from './ready.mjs';

const root = join(import.meta.dirname, '..');
const folder = join(root, '.cache', 'package');

/** What the registry and everyone's first call have to carry, in bytes. */
const mostBytes = 40e6;

/** Found in the package's own node_modules, since it starts programs that lie beside its files. */
const driver = 'playwright-core';

/**
 * For WebKit and Safari, and 18 MB: whoever asks for one of them is told to install it. It reads files beside
 * its own, too.
 */
const rareDriver = 'selenium-webdriver';

const { name, version, description, license, type, engines, devDependencies } = packageJson;
const manifest = {
  ...{ name, version, description, license, type, engines },
  bin: { 'rerank-bench': 'cli/rerank-bench.js' },
  files: ['cli', 'dist'],
  dependencies: { [driver]: devDependencies[driver] },
  peerDependencies: { [rareDriver]: devDependencies[rareDriver] },
  peerDependenciesMeta: { [rareDriver]: { optional: true } },
};

const page = await ensureBuiltPage(root, () => console.error('Building the page …'));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  plugins: [licences().page],
  ssr: { noExternal: true, external: [driver, rareDriver] },
  build: {
    ssr: true,
    target: 'node20',
    outDir: join(folder, 'cli'),
    rolldownOptions: {
      input: 'cli/rerank-bench.ts',
      output: {
        banner: ({ isEntry }) => (isEntry ? '#!/usr/bin/env node' : ''),
        entryFileNames: '[name].js',
        // All in one folder: the parts look for the page beside it.
        chunkFileNames: '[name]-[hash].js',
      },
    },
  },
});
// The program looks for the page beside its own folder, as in a checkout.
cpSync(page, join(folder, 'dist'), { recursive: true });
cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
cpSync(join(root, 'docs', 'npx.md'), join(folder, 'README.md'));
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);

const npm = runNpm(['pack', '--silent'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
if (npm.status !== 0) throw new Error('npm pack failed.');
const tarball = join(folder, String(npm.stdout).trim());
const { size } = statSync(tarball);
console.error(`${(size / 1e6).toFixed(1)} MB`);
console.log(tarball);
if (size > mostBytes) {
  console.error(`A package may have at most ${mostBytes / 1e6} MB.`);
  process.exitCode = 1;
}
