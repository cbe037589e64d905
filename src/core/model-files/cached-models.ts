/** A file of a model in a browser's cache. */
export interface CachedFile {
  readonly address: string;
  readonly bytes: number;
}

/** The files of one model from one hub in a browser's cache. */
export interface CachedModel {
  /** Address of the files up to the revision; it identifies the model when it is deleted. */
  readonly id: string;
  /** `org/name`; for files with other addresses, their folder. */
  readonly name: string;
  /** The hub's host, with its port where it has one. */
  readonly host: string;
  readonly files: readonly CachedFile[];
  readonly bytes: number;
}

/** `<base><org>/<name>/resolve/<revision>/<path>`, as hubs and mirrors answer. */
const hubForm = /^(.*\/([^/]+\/[^/]+)\/resolve\/)[^/]+\/.+$/;

/** Groups files by their model, largest model first. Files without a web address are left out. */
export function groupCachedFiles(files: readonly CachedFile[]): CachedModel[] {
  const groups = new Map<string, { name: string; host: string; files: CachedFile[] }>();
  for (const file of files) {
    const place = placeOf(file.address);
    if (place === null) continue;
    const group = groups.get(place.id) ?? { name: place.name, host: place.host, files: [] };
    group.files.push(file);
    groups.set(place.id, group);
  }
  return [...groups]
    .map(([id, group]) => ({
      id,
      ...group,
      bytes: group.files.reduce((total, { bytes }) => total + bytes, 0),
    }))
    .sort((a, b) => b.bytes - a.bytes || a.name.localeCompare(b.name, 'en'));
}

function placeOf(address: string): { id: string; name: string; host: string } | null {
  const [, host, rest] = /^https?:\/\/([^/?#]+)\/([^?#]+)/.exec(address) ?? [];
  if (host === undefined || rest === undefined) return null;
  const [, id, name] = hubForm.exec(address) ?? [];
  if (id !== undefined && name !== undefined) return { id, name, host };
  const folder = address.slice(0, address.lastIndexOf('/') + 1);
  return { id: folder, name: rest.slice(0, rest.lastIndexOf('/')) || host, host };
}
