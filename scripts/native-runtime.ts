import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type * as OnnxRuntime from 'onnxruntime-common';
import { isInstalled, runNpm } from './ready.mjs';

/**
 * Native ONNX Runtime, which tests hold the page's scores against. It is installed on demand, since it takes
 * 32 MB to download and only those tests need it. Version 1.17.0 is the last without an install script and
 * with little more than a library for each platform: later ones are two to three times as large.
 */
export type NativeRuntime =
  | { readonly state: 'found'; readonly version: string; readonly onnx: typeof OnnxRuntime }
  | { readonly state: 'absent'; readonly reason: string };

const scripts = dirname(fileURLToPath(import.meta.url));
/** What is installed: `package.json` with the version, and `package-lock.json` with the hashes. */
const wanted = join(scripts, 'native-runtime');
const installed = join(dirname(scripts), '.cache', 'native-runtime');
const name = 'onnxruntime-node';

const platforms = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64', 'win32-arm64'];
const hasBuild = (): boolean => platforms.includes(`${process.platform}-${process.arch}`);

const read = (path: string) =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string }) : undefined;

const isThere = (): boolean =>
  isInstalled(
    read(join(wanted, 'package-lock.json')),
    read(join(installed, 'node_modules', '.package-lock.json')),
    process.platform,
  );

const absent = (reason: string): NativeRuntime => ({ state: 'absent', reason });

/** Looks for the package and loads its library. */
export function findNativeRuntime(): NativeRuntime {
  if (!hasBuild()) {
    return absent(`Native ONNX Runtime has no build for ${process.platform} on ${process.arch}.`);
  }
  if (!isThere()) return absent('Native ONNX Runtime is not installed: npm run native-runtime');
  try {
    const { version = '' } = read(join(installed, 'node_modules', name, 'package.json')) ?? {};
    return { state: 'found', version, onnx: createRequire(join(installed, 'package.json'))(name) };
  } catch (error) {
    // Its library needs glibc, which Alpine lacks.
    return absent(
      `Native ONNX Runtime cannot be loaded here: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** Whether its absence is a fault: continuous integration, which has npm's registry. */
export const isNativeRuntimeRequired = (): boolean => (process.env.CI ?? '') !== '' && hasBuild();

/** Installs the package where it is missing. */
function ensureNativeRuntime(): NativeRuntime {
  if (hasBuild() && !isThere()) {
    console.error('Installing native ONNX Runtime, which scores are held against …');
    mkdirSync(installed, { recursive: true });
    for (const file of readdirSync(wanted)) copyFileSync(join(wanted, file), join(installed, file));
    // npm's own waits between its tries add up to a minute and a half where there is no network.
    const patience = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
    const command = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', ...patience, '--prefix', installed];
    const { status } = runNpm(command, { cwd: installed, stdio: ['ignore', 2, 2] });
    if (status !== 0) return absent('Native ONNX Runtime could not be installed from npm’s registry.');
  }
  return findNativeRuntime();
}

if (import.meta.url === pathToFileURL(realpathSync(process.argv[1] ?? '')).href) {
  const runtime = process.argv.includes('--ensure') ? ensureNativeRuntime() : findNativeRuntime();
  if (runtime.state === 'found') {
    console.log(`native ONNX Runtime ${runtime.version}: ${installed}`);
  } else if (isNativeRuntimeRequired()) {
    console.error(runtime.reason);
    process.exitCode = 1;
  } else {
    console.error(`${runtime.reason} The tests that need it are skipped.`);
  }
}
