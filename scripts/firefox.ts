import { existsSync } from 'node:fs';
import { isFile, NoProgramThere, type ProgramNames, starts, usualPlaces } from './program-places.ts';

const firefoxes: ProgramNames = {
  mac: [
    ['Firefox', 'firefox'],
    ['Firefox Developer Edition', 'firefox'],
    ['Firefox Nightly', 'firefox'],
  ],
  windows: [
    ['Mozilla Firefox', 'firefox.exe'],
    ['Firefox Developer Edition', 'firefox.exe'],
    ['Firefox Nightly', 'firefox.exe'],
  ],
  linux: ['firefox', 'firefox-esr', 'firefox-developer-edition', 'firefox-nightly'],
};

/**
 * Finds Firefox: the program named by `FIREFOX_PATH`, else an installed one.
 *
 * @returns `undefined` if there is none
 * @throws NoProgramThere if `FIREFOX_PATH` names no file, so that a misspelt path is not ignored
 */
export function findFirefox(): string | undefined {
  const wanted = process.env.FIREFOX_PATH;
  if (wanted !== undefined && wanted !== '') {
    if (isFile(wanted)) return wanted;
    throw new NoProgramThere('FIREFOX_PATH', wanted);
  }
  return usualPlaces(firefoxes).find((path) => existsSync(path) && starts(path));
}
