import type { en } from './en.ts';

/** The same keys with any text: what another language has to fill in. */
export type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

/** A whole language. */
export type Translation = Texts<typeof en>;
