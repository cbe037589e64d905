// `npm test` runs every check and ends with one line that counts the tests. A failed step does not stop the
// others; only steps that need the built page are left out if the build fails. `npm run check` leaves out
// everything that needs a build or a browser, and the slow unit tests. `npm run test:browsers` runs the small
// suite for other engines alone, with all its tests and in Chromium too.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNpm } from './ready.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const isFull = process.argv.includes('--full');
const isCheck = process.argv.includes('--check');
const isOfBrowsers = process.argv.includes('--browsers');

const counts = join(root, '.cache', 'test-counts');
rmSync(counts, { recursive: true, force: true });
mkdirSync(counts, { recursive: true });
const unitCounts = join(counts, 'unit.json');
const browserCounts = join(counts, 'e2e.json');
const engineCounts = join(counts, 'e2e-browsers.json');

/** @typedef {{ script: string, needs?: string, args?: string[], env?: Record<string, string> }} Step */

/** Options for Vitest: besides its report on the screen it writes its counts to a file. */
const unitReports = ['--reporter=json', `--outputFile.json=${unitCounts}`];

/** @type {Step[]} */
const withoutBrowser = [{ script: 'types' }, { script: 'lint' }, { script: 'rooms' }];

/** @type {Step[]} */
const quickSteps = [
  ...withoutBrowser,
  { script: 'unit', args: ['--tags-filter=!slow', '--reporter=dot', ...unitReports] },
];

/** The tests in Chromium's own suite say the same of Chromium, and more. */
const otherEngines = ['--project=firefox', '--project=webkit', ...(isFull ? [] : ['--grep-invert=@full'])];

/** @type {(args: string[]) => Step[]} */
const engineSteps = (args) => [
  { script: 'browsers' },
  { script: 'e2e:browsers', needs: 'build', args, env: { TEST_COUNTS_FILE: engineCounts } },
];

/** @type {Step[]} */
const allSteps = [
  ...withoutBrowser,
  { script: 'unit', args: ['--reporter=default', ...unitReports] },
  { script: 'build' },
  { script: 'first-load', needs: 'build' },
  { script: 'browser' },
  { script: 'lavapipe' },
  { script: 'native-runtime' },
  { script: isFull ? 'e2e:full' : 'e2e', needs: 'build', env: { TEST_COUNTS_FILE: browserCounts } },
  ...engineSteps(otherEngines),
];

const steps = isCheck
  ? quickSteps
  : isOfBrowsers
    ? [{ script: 'build' }, { script: 'browser' }, ...engineSteps([])]
    : allSteps;

/** @returns {{ passed: number, failed: number }} zeros if the runner did not get as far as counting */
function read(file, passed, failed) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: report[passed], failed: report[failed] };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

/** @type {Map<string, { result: 'passed' | 'failed' | 'left out', seconds: number }>} */
const outcomes = new Map();
for (const { script, needs, args = [], env = {} } of steps) {
  if (needs !== undefined && outcomes.get(needs)?.result !== 'passed') {
    outcomes.set(script, { result: 'left out', seconds: 0 });
    continue;
  }
  console.log(`\n▶ ${script}`);
  const start = performance.now();
  const { status, signal } = runNpm(['run', '--silent', script, '--', ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  if (signal !== null) process.exit(130);
  outcomes.set(script, {
    result: status === 0 ? 'passed' : 'failed',
    seconds: (performance.now() - start) / 1000,
  });
}

const unit = read(unitCounts, 'numPassedTests', 'numFailedTests');
const browser = read(browserCounts, 'passed', 'failed');
const engines = read(engineCounts, 'passed', 'failed');
const passed = unit.passed + browser.passed + engines.passed;
// A failed step that is not a test run, or a runner that broke before counting, must not end in "0 failed".
const brokenSteps = [...outcomes].filter(
  ([script, { result }]) =>
    result !== 'passed' &&
    !(script === 'unit' && unit.failed > 0) &&
    !(script === 'e2e:browsers' ? engines.failed > 0 : script.startsWith('e2e') && browser.failed > 0),
).length;
const failed = unit.failed + browser.failed + engines.failed + brokenSteps;

console.log('');
for (const [script, { result, seconds }] of outcomes) {
  console.log(`${script.padEnd(14)} ${result}${result === 'left out' ? '' : `, ${seconds.toFixed(1)} s`}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
