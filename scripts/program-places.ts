import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What a program is called on each system. */
export interface ProgramNames {
  /** The names of its applications on macOS, each with that of its program, where that differs. */
  readonly mac: readonly (readonly [application: string, program?: string])[];
  /** Paths below the folders of programs on Windows. */
  readonly windows: readonly (readonly string[])[];
  readonly linux: readonly string[];
}

/** Every path where the program usually lies on this system, the likeliest first. */
export function usualPlaces({ mac, windows, linux }: ProgramNames): string[] {
  const {
    PATH = '',
    HOME = '',
    ProgramFiles,
    'ProgramFiles(x86)': programFilesX86,
    LOCALAPPDATA,
  } = process.env;
  switch (process.platform) {
    case 'darwin':
      return mac.flatMap(([application, program = application]) =>
        ['/Applications', join(HOME, 'Applications')].map((folder) =>
          join(folder, `${application}.app`, 'Contents', 'MacOS', program),
        ),
      );
    case 'win32':
      return [ProgramFiles, programFilesX86, LOCALAPPDATA]
        .filter((folder) => folder !== undefined)
        .flatMap((folder) => windows.map((path) => join(folder, ...path)));
    default:
      return [...PATH.split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin']
        .filter((folder) => folder !== '')
        .flatMap((folder) => linux.map((name) => join(folder, name)));
  }
}

/**
 * Whether the program starts. Some of Ubuntu's browsers are scripts that only say to install the real one.
 */
export function starts(path: string): boolean {
  // On Windows and macOS the file is the program itself, and `--version` may open a window there.
  return process.platform !== 'linux' || spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0;
}

/** Whether a program can be there: on macOS an application is a folder, and its program lies inside it. */
export const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** A variable such as `CHROMIUM_PATH` names a path without a file. */
export class NoProgramThere extends Error {
  override readonly name = 'NoProgramThere';
  readonly variable: string;
  readonly path: string;

  constructor(variable: string, path: string) {
    super(
      `${variable} names ${path}, where no file is. Set it to the browser's program, or unset it to have one looked for.`,
    );
    this.variable = variable;
    this.path = path;
  }
}
