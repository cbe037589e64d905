/** A model id taken apart; see DESIGN's contracts for the forms there are. */
export type ModelRef =
  | { readonly source: 'built-in'; readonly name: string }
  | { readonly source: 'hub'; readonly repository: string };

const builtinForm = /^builtin:([a-z0-9-]+)$/;
/** The hub's own rule: letters, digits, `-`, `_`, `.`; no `..` or `--`; 96 characters a part. */
const hubForm = /^(?!.*(?:\.\.|--))[A-Za-z0-9_.-]{1,96}\/[A-Za-z0-9_.-]{1,96}$/;

/** Takes a model id apart, or answers `null` when it has none of the known forms. */
export function parseModelId(id: string): ModelRef | null {
  const builtin = builtinForm.exec(id)?.[1];
  if (builtin !== undefined) return { source: 'built-in', name: builtin };
  if (hubForm.test(id)) return { source: 'hub', repository: id };
  return null;
}
