import type { FailureData } from '../rerank/failure.ts';

/** Something to tell the visitor, as a translation key and what to put into it. */
export interface Message {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
  /** Untranslated small print for a report: an original error text, an address. */
  readonly detail?: string;
}

export const failureMessage = ({ code, message, detail }: FailureData): Message => ({
  key: `failure.${code}`,
  values: { text: message },
  detail: detail === '' ? message : detail,
});
