/** What an input of a model's graph is given. */
export type InputRole = 'ids' | 'mask' | 'types' | 'positions';

const roles: Readonly<Record<string, InputRole>> = {
  input_ids: 'ids',
  attention_mask: 'mask',
  input_mask: 'mask',
  token_type_ids: 'types',
  segment_ids: 'types',
  position_ids: 'positions',
};

/** The role of an input, by the names that exporters give it; `undefined` for any other name. */
export const inputRole = (name: string): InputRole | undefined =>
  Object.hasOwn(roles, name) ? roles[name] : undefined;
