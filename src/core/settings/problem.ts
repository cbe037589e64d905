/** What is wrong with a setting's value, as data: the page and the command line put it into words. */
export type SettingProblem =
  | { readonly code: 'unknown-setting' }
  | { readonly code: 'not-a-whole-number'; readonly text: string }
  | { readonly code: 'not-a-number'; readonly text: string }
  | { readonly code: 'out-of-range'; readonly text: string; readonly min: number; readonly max: number }
  | { readonly code: 'unknown-choice'; readonly text: string; readonly choices: readonly string[] }
  | { readonly code: 'empty-list' }
  | { readonly code: 'too-many-values'; readonly max: number }
  | { readonly code: 'bad-model-id'; readonly text: string }
  | { readonly code: 'bad-address'; readonly text: string }
  | { readonly code: 'too-long'; readonly max: number };

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: SettingProblem };

export const accepted = <T>(value: T): Checked<T> => ({ ok: true, value });
export const refused = (problem: SettingProblem): Checked<never> => ({ ok: false, problem });
