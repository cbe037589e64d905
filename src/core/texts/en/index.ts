import { firstScreen } from './first-screen.ts';
import { later } from './later.ts';

/** Every text in English. Other languages have exactly these keys and mention the same values. */
export const texts = { ...firstScreen, ...later } as const;

/** The same keys with any texts, for other languages to fill in. */
export type Texts<T = typeof texts> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

export const en = {
  code: 'en',
  texts,
  commandLine: () => import('./command-line.ts'),
} as const;
