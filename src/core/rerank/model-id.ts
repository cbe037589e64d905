/** A model id taken apart: `builtin:<name>`, a hub id (`org/name`), `local:<name>` or `twin:<name>`. */
export type ModelRef =
  | { readonly source: 'built-in'; readonly name: string }
  | { readonly source: 'hub'; readonly repository: string }
  /** A folder that the visitor gave the page; its files are at hand only until the page is left. */
  | { readonly source: 'local'; readonly name: string }
  /** A model with a real one's shape and made-up weights; see `twins.ts`. */
  | { readonly source: 'twin'; readonly name: string };

const builtinForm = /^builtin:([a-z0-9-]+)$/;
/** The hub's own rule: letters, digits, `-`, `_`, `.`; no `..` or `--`; 96 characters a part. */
const hubForm = /^(?!.*(?:\.\.|--))[A-Za-z0-9_.-]{1,96}\/[A-Za-z0-9_.-]{1,96}$/;
const twinForm = /^twin:([A-Za-z0-9._-]{1,96})$/;
/** A folder's name on any system: everything but separators and control characters. */
const localForm = /^local:([^/\\\p{Cc}]{1,100})$/u;

/** Takes a model id apart; `null` when it has none of the known forms. */
export function parseModelId(id: string): ModelRef | null {
  const builtin = builtinForm.exec(id)?.[1];
  if (builtin !== undefined) return { source: 'built-in', name: builtin };
  const twin = twinForm.exec(id)?.[1];
  if (twin !== undefined) return { source: 'twin', name: twin };
  const local = localForm.exec(id)?.[1];
  if (local !== undefined && local.trim() === local) return { source: 'local', name: local };
  if (hubForm.test(id)) return { source: 'hub', repository: id };
  return null;
}

/** The model id of a local folder. */
export const localModelId = (name: string): string => `local:${name}`;
