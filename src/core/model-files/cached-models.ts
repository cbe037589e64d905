/** One file that a browser keeps of a model. */
export interface CachedFile {
  readonly address: string;
  readonly bytes: number;
}

/** The files that a browser keeps of one model of one hub. */
export interface CachedModel {
  /** Address under which the files lie, up to the revision; stands for the model where it is deleted. */
  readonly id: string;
  /** `org/name`; for files that lie elsewhere, their folder. */
  readonly name: string;
  /** The hub's host, with its port where it has one. */
  readonly host: string;
  readonly files: readonly CachedFile[];
  readonly bytes: number;
}

/** `<base><org>/<name>/resolve/<revision>/<path>`, as hubs and mirrors answer. */
const hubForm = /^(.*\/([^/]+\/[^/]+)\/resolve\/)[^/]+\/.+$/;

/**
 * Puts files that belong to one model together, largest model first. Addresses that are none are left out.
 */
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
