import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import packageJson from './package.json' with { type: 'json' };
import { licences } from './scripts/licences.ts';
import { developmentHeaders, pageHeaders } from './server/headers.ts';

/** Empty where there is no git, no repository or no commit: a page built from an archive is as good. */
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
  // The page carries other people's work; their licences travel with it.
  const { page: pageLicences, worker: workerLicences } = licences();
  const nonce = randomBytes(16).toString('base64');
  const developing = command === 'serve' && isPreview !== true;
  return {
    // Relative addresses: the built folder works under any path of any static host.
    base: './',
    plugins: [react(), pageLicences],
    define: {
      __APP_VERSION__: JSON.stringify(packageJson.version),
      __APP_COMMIT__: JSON.stringify(commit()),
    },
    // Only for `vite dev`, whose react-refresh preamble is the one inline script there is.
    ...(developing ? { html: { cspNonce: nonce } } : {}),
    server: { host: '127.0.0.1', headers: { ...developmentHeaders(nonce) } },
    preview: { host: '127.0.0.1', headers: { ...pageHeaders } },
    worker: { format: 'es', plugins: () => [workerLicences()] },
    optimizeDeps: {
      // It finds its own .wasm and .mjs files beside itself (`import.meta.url`), so it must stay where it
      // lies.
      exclude: ['onnxruntime-web'],
      // Only the worker imports it, where Vite would find it late and reload the page.
      include: ['@huggingface/transformers'],
    },
    build: {
      // Has top-level await, and everything else that a browser with WebGPU has.
      target: 'es2022',
      // The Content-Security-Policy loads fonts, workers and WebAssembly from files, never from data:
      // addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1500,
    },
  };
});
