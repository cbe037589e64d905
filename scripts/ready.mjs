// Makes the checkout ready to run: checks Node's version and installs the packages of package-lock.json.
// Prints nothing if there is nothing to do. It uses only plain JavaScript and Node's own modules, since it
// runs before anything is installed. The npm scripts call it themselves, because `ignore-scripts` (.npmrc)
// turns npm's pre and post scripts off too.
import { spawnSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @returns {any} the file's JSON; undefined if it is missing or broken */
function readJson(...path) {
  try {
    return JSON.parse(readFileSync(join(root, ...path), 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Whether a version satisfies ranges like `^1.2.3` and `>=1.2.3`, joined by `||`. "engines" uses nothing
 * else.
 * @param {string} version such as 22.12.0
 * @param {string} ranges
 * @throws Error for any other kind of range
 */
export function satisfies(version, ranges) {
  const numbers = (text) => text.split('.').map((part) => Number.parseInt(part, 10));
  const [major = 0, minor = 0, patch = 0] = numbers(version);
  return ranges.split('||').some((range) => {
    const [, operator, text] = /^(\^|>=)(\d+(?:\.\d+){0,2})$/.exec(range.trim()) ?? [];
    if (text === undefined) throw new Error(`Unknown version range "${range}" in "engines".`);
    const [leastMajor = 0, leastMinor = 0, leastPatch = 0] = numbers(text);
    if (major !== leastMajor) return operator === '>=' && major > leastMajor;
    return minor !== leastMinor ? minor > leastMinor : patch >= leastPatch;
  });
}

/**
 * Whether the installed packages are those of the lock file. npm writes node_modules/.package-lock.json last
 * and after every change. So the file is missing after an aborted installation, and right after a manual one.
 * @param {any} lock package-lock.json
 * @param {any} installed node_modules/.package-lock.json, or undefined
 * @param {string} platform as process.platform
 */
export function isInstalled(lock, installed, platform) {
  if (installed?.packages === undefined) return false;
  const wanted = Object.entries(lock.packages).filter(([path]) => path !== '');
  const nothingLacks = wanted.every(([path, { version, optional, peer }]) => {
    const found = installed.packages[path];
    // Packages for other systems are optional and may be missing. A package that is there must have the right
    // version.
    if (found === undefined) return optional === true || peer === true;
    return found.version === version;
  });
  const nothingElse = Object.entries(installed.packages).every(
    // A node_modules folder copied from another system holds the wrong binaries.
    ([path, { os }]) => path in lock.packages && (os === undefined || fits(os, platform)),
  );
  return nothingLacks && nothingElse;
}

/** Whether npm's "os" field fits: a list of platforms, or of excluded ones with a leading `!`. */
function fits(os, platform) {
  return os.some((name) => name.startsWith('!')) ? !os.includes(`!${platform}`) : os.includes(platform);
}

/** Runs npm by the path that npm gives to its scripts, which needs no shell on any system. */
export function runNpm(args, options = {}) {
  const npm = process.env.npm_execpath ?? '';
  const inherit = { cwd: root, stdio: 'inherit', ...options };
  return npm.endsWith('npm-cli.js')
    ? spawnSync(process.execPath, [npm, ...args], inherit)
    : spawnSync('npm', args, { ...inherit, shell: process.platform === 'win32' });
}

/** @returns {string | undefined} what is wrong, in words for the user; undefined if all is ready */
export function makeReady() {
  const { engines } = readJson('package.json');
  if (!satisfies(process.versions.node, engines.node)) {
    return (
      `Rerank Bench needs Node ${engines.node}; this is ${process.versions.node}.\n` +
      'Install a current Node (nodejs.org, or a version manager such as nvm or fnm) and run the command again.'
    );
  }
  const lock = readJson('package-lock.json');
  if (lock === undefined)
    return 'package-lock.json is missing or broken. Restore it with: git checkout package-lock.json';
  if (isInstalled(lock, readJson('node_modules', '.package-lock.json'), process.platform)) return undefined;

  console.error('Installing the packages that package-lock.json names …');
  // stdout is left to the result of the command that follows. Development packages are always needed, even if
  // NODE_ENV=production would omit them.
  const { status, error } = runNpm(['ci', '--include=dev', '--no-audit', '--no-fund'], {
    stdio: ['ignore', 2, 2],
  });
  if (status === 0) return undefined;
  return (
    `The packages could not be installed${error === undefined ? '' : ` (${error.message})`}.\n` +
    'Look at npm’s message above, check the network or the registry setting (npm config get registry), and run it again.'
  );
}

if (import.meta.url === pathToFileURL(realpathSync(process.argv[1] ?? '')).href) {
  const problem = makeReady();
  if (problem !== undefined) {
    console.error(problem);
    process.exitCode = 1;
  }
}
