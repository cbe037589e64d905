import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Engine } from './browser-names.ts';
import { canInstall, installPackages, updatePackageLists } from './debian-packages.ts';
import { findFirefox } from './firefox.ts';
import { findMiniBrowser, findWebKitDriver, findXvfb } from './webkit.ts';

/** The engines besides Chromium's that tests run in, and what Debian calls their programs. */
const testedEngines = {
  firefox: [{ find: findFirefox, debian: 'firefox-esr' }],
  webkit: [
    // The driver brings the library along, and MiniBrowser is in it.
    { find: () => findMiniBrowser() && findWebKitDriver(), debian: 'webkit2gtk-driver' },
    { find: findXvfb, debian: 'xvfb' },
  ],
} as const;

export type TestedEngine = keyof typeof testedEngines;

export const isTestedEngine = (engine: Engine): engine is TestedEngine => engine in testedEngines;

/** The Debian packages that an engine's tests still need; none if they can run. */
export const missingPackages = (engine: TestedEngine): readonly string[] =>
  testedEngines[engine].filter(({ find }) => find() === undefined).map(({ debian }) => debian);

/** Installs what is missing, where that needs no password. A package that does not exist stops no other. */
function installMissing(engines: readonly TestedEngine[]): void {
  const missing = engines.flatMap(missingPackages);
  if (missing.length === 0 || !canInstall()) return;
  console.error(`Installing browsers to test in: ${missing.join(', ')} …`);
  if (!updatePackageLists() || installPackages(missing)) return;
  for (const one of missing) installPackages([one]);
}

if (import.meta.url === pathToFileURL(realpathSync(process.argv[1] ?? '')).href) {
  const all = Object.keys(testedEngines) as TestedEngine[];
  const named = all.filter((engine) => process.argv.includes(engine));
  const engines = named.length === 0 ? all : named;
  if (process.argv.includes('--ensure')) installMissing(engines);
  for (const engine of engines) {
    const missing = missingPackages(engine);
    console.log(
      missing.length === 0
        ? `${engine}: found`
        : `${engine}: its tests are skipped, since ${missing.join(' and ')} cannot be installed here`,
    );
  }
}
