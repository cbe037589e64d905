import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export interface ServedFile {
  readonly bytes: Buffer;
  /** Whether a hub keeps the file in its large-file storage and redirects there. */
  readonly isLarge: boolean;
  /** Identifies the content. A hub uses SHA-256 for large files and git's blob id for small ones. */
  readonly oid: string;
}

/** An entry of a hub's file listing (`/api/models/{org}/{name}/tree/{revision}`). */
export interface TreeEntry {
  readonly type: 'file' | 'directory';
  readonly oid: string;
  readonly size: number;
  readonly path: string;
  readonly lfs?: { readonly oid: string; readonly size: number; readonly pointerSize: number };
}

const largeFile = /\.(onnx|onnx_data(_\d+)?|bin|safetensors)$/;

/** The repositories in `<root>/<org>/<name>/`. */
export class HubFiles {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** @param repository `org/name` */
  has(repository: string): boolean {
    const folder = this.#locate(repository);
    return folder !== undefined && statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  }

  /** @returns `undefined` if there is no such file or the path leads out of the repository */
  read(repository: string, path: string): ServedFile | undefined {
    const file = this.#locate(repository, path);
    if (file === undefined || statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
    const bytes = readFileSync(file);
    return largeFile.test(path) ? { bytes, isLarge: true, oid: sha256(bytes) } : smallFile(bytes);
  }

  /** All files and folders of a repository, sorted by path. */
  tree(repository: string): TreeEntry[] {
    const folder = this.#locate(repository);
    if (folder === undefined) return [];
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .map((entry) => this.#treeEntry(repository, folder, entry))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  #treeEntry(repository: string, folder: string, entry: Dirent): TreeEntry {
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
    const file = entry.isFile() ? this.read(repository, path) : undefined;
    if (file === undefined) return { type: 'directory', oid: gitObjectId(Buffer.from(path)), size: 0, path };
    const size = file.bytes.length;
    if (!file.isLarge) return { type: 'file', oid: file.oid, size, path };
    const pointer = Buffer.from(
      `version https://git-lfs.github.com/spec/v1\noid sha256:${file.oid}\nsize ${size}\n`,
    );
    const lfs = { oid: file.oid, size, pointerSize: pointer.length };
    return { type: 'file', oid: gitObjectId(pointer), size, path, lfs };
  }

  #locate(repository: string, path = ''): string | undefined {
    const parts = `${repository}/${path}`.split('/').filter((part) => part !== '');
    const leadsElsewhere = parts.some((part) => part === '..' || part === '.' || /[\\\0]/.test(part));
    return leadsElsewhere ? undefined : join(this.#root, ...parts);
  }
}

/** A file that a hub sends without a redirect. */
export function smallFile(bytes: Buffer): ServedFile {
  return { bytes, isLarge: false, oid: gitObjectId(bytes) };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function gitObjectId(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
