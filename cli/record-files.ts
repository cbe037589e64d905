import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from './problem.ts';
import { systemReason } from './read-runs.ts';

/**
 * Paths of all `.json` files in a folder and the folders in it, in the order of their names. Links to folders are not followed, since they
 * can lead in circles.
 *
 * @throws Problem where the folder cannot be read
 */
export async function recordFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && /\.json$/i.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    const isFile = error instanceof Error && 'code' in error && error.code === 'ENOTDIR';
    throw new Problem(`${folder} cannot be read: ${isFile ? 'it is no folder' : systemReason(error)}.`);
  }
}
