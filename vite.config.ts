import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import packageJson from './package.json' with { type: 'json' };
import { pageAddress, resultsAddress, sourceAddress } from './scripts/build-addresses.ts';
import { compileHints } from './scripts/compile-hints.ts';
import { drawnPage } from './scripts/drawn-page.ts';
import { hostFiles } from './scripts/host-files.ts';
import { licences } from './scripts/licences.ts';
import { mantineIds } from './scripts/mantine-ids.ts';
import { mantineStyles } from './scripts/mantine-styles.ts';
import { packedRuntime } from './scripts/packed-runtime.ts';
import { resultFiles } from './scripts/result-files.ts';
import { serviceWorkerBuild } from './scripts/service-worker-build.ts';
import { developmentHeaders, pageHeaders } from './server/headers.ts';
import type { BuildFacts } from './src/page/ui/header/build-facts.ts';

/** The scripts of the first screen, in the order in which they begin (src/page/app/start.ts). */
const firstScripts = [
  // What start.ts itself needs. Elsewhere it would make the first script wait for that part.
  { name: 'import', test: /^\0vite\/preload-helper|[\\/]app[\\/]later-app\.ts$/, priority: 4 },
  { name: 'first-react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 3 },
  { name: 'first-packages', test: /node_modules[\\/]/, priority: 2 },
  { name: 'first-screen', test: /^(?!\0).*(?<!start\.ts|index\.html)$/, priority: 1 },
];

/**
 * The commit's hash. Empty without git, a repository or a commit, since a page may also be built from an
 * archive.
 */
function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
}

export default defineConfig(({ command, isPreview }) => {
  // The page contains other people's work, and so must contain their licences.
  const { page: pageLicences, worker: workerLicences } = licences();
  const nonce = randomBytes(16).toString('base64');
  const developing = command === 'serve' && isPreview !== true;
  return {
    // Relative addresses let the built folder work under any path of any static host.
    base: './',
    plugins: [
      react(),
      mantineStyles(),
      mantineIds(),
      drawnPage(),
      compileHints(['first-react', 'first-packages', 'main', 'browser-app']),
      packedRuntime(),
      pageLicences,
      resultFiles(),
      hostFiles({
        title: 'Rerank Bench',
        description: packageJson.description,
        address: pageAddress(process.env),
      }),
      serviceWorkerBuild(),
    ],
    define: {
      __BUILD__: JSON.stringify({
        version: packageJson.version,
        commit: commit(),
        source: sourceAddress(process.env, packageJson),
        results: resultsAddress(process.env),
        hasLicences: command === 'build',
      } satisfies BuildFacts),
    },
    // Only `vite dev` has an inline script, react-refresh's preamble.
    ...(developing ? { html: { cspNonce: nonce } } : {}),
    server: { host: '127.0.0.1', headers: { ...developmentHeaders(nonce) } },
    preview: { host: '127.0.0.1', headers: { ...pageHeaders } },
    worker: { format: 'es', plugins: () => [workerLicences(), packedRuntime()] },
    optimizeDeps: {
      // It finds its .wasm and .mjs files next to itself (`import.meta.url`), so it must not be moved.
      exclude: ['onnxruntime-web'],
      // Only the worker imports it. Vite would discover that late and reload the page.
      include: ['@huggingface/transformers'],
    },
    build: {
      // Has top-level await and everything else that browsers with WebGPU have.
      target: 'es2022',
      // The Content-Security-Policy allows fonts, workers and WebAssembly from files only, not from data:
      // addresses.
      assetsInlineLimit: 0,
      modulePreload: {
        polyfill: false,
        // A part that is loaded later names its scripts itself. A link for each of them, dozens for some parts,
        // holds the page up for longer than it saves. Styles have no other way.
        resolveDependencies: (_, files, { hostType }) =>
          hostType === 'js' ? files.filter((file) => file.endsWith('.css')) : files,
      },
      chunkSizeWarningLimit: 1500,
      // Few files for all that the first screen needs. What it shares with parts that are loaded later would
      // otherwise be cut into dozens of files, which compress worse and take dozens of requests.
      rolldownOptions: {
        // With the script that start.ts loads, what that imports counts as needed initially too.
        input: { index: 'index.html', main: 'src/page/app/main.tsx' },
        output: {
          codeSplitting: {
            groups: [
              ...firstScripts.map((one) => ({ ...one, tags: ['$initial' as const] })),
              // A style sheet with layers has the browser lay out the whole page again. Later parts have one.
              { name: 'mantine-styles', test: /@mantine[\\/].*\.css$/ },
            ],
          },
        },
      },
    },
  };
});
