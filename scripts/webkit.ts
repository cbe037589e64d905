import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { usualPlaces } from './program-places.ts';

const program = (...linux: string[]): string | undefined =>
  usualPlaces({ mac: [], windows: [], linux }).find((path) => existsSync(path));

/** The folders of WebKitGTK's own programs: Debian has them below that of the processor, others do not. */
function libraryFolders(): string[] {
  return ['/usr/lib', '/usr/lib64', '/usr/libexec', '/usr/local/libexec']
    .filter(existsSync)
    .flatMap((top) => {
      const names = readdirSync(top);
      const below = names.filter((name) => /-linux-gnu\w*$/.test(name)).map((name) => join(top, name));
      return [top, ...below];
    });
}

/** The version of WebKitGTK's interface is part of its folder's name, the newest first. */
const versions = ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0'];

/** WebKitGTK's small browser, which its driver starts. */
export function findMiniBrowser(): string | undefined {
  const folders = libraryFolders();
  return versions
    .flatMap((version) => folders.map((folder) => join(folder, version, 'MiniBrowser')))
    .find((path) => existsSync(path));
}

/** The WebDriver server of WebKitGTK. */
export const findWebKitDriver = (): string | undefined => program('WebKitWebDriver');

/** A screen without a monitor, for browsers that always have a window. */
export const findXvfb = (): string | undefined => program('Xvfb');
