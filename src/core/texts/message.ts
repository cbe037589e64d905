import type { i18n } from 'i18next';
import type { FailureData } from '../rerank/failure.ts';

/** Something to tell the reader, as a translation key and what to put into it. */
export interface Message {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
  /** Untranslated details for a report: an original error text or an address. */
  readonly detail?: string;
}

/** What is wrong with something, as data: a code, and the values that its text mentions. */
type CodedProblem = { readonly code: string } & {
  readonly [value: string]: string | number | readonly string[];
};

export const failureMessage = ({ code, message, detail }: FailureData): Message => ({
  key: `failure.${code}`,
  values: { text: message },
  detail: detail === '' ? message : detail,
});

/** A message that says what is wrong with a setting's value. */
export function settingProblemMessage(problem: CodedProblem): Message {
  return { key: `settingProblem.${problem.code}`, values: problemValues(problem) };
}

/** A notice that a setting was not accepted, and why. */
export function badSettingMessage(name: string, problem: CodedProblem): Message {
  if (problem.code === 'unknown-setting') return { key: 'notice.unknownSetting', values: { name } };
  const { key, values } = settingProblemMessage(problem);
  return { key: 'notice.badSetting', values: { ...values, name, problem: key } };
}

/** A notice that a documents file was not added, and why. */
export function fileRefusedMessage(
  name: string,
  { code, line, detail }: { readonly code: string; readonly line?: number; readonly detail: string },
): Message {
  return {
    key: 'notice.fileRefused',
    values: { name, reason: `documentsFile.${code}`, found: detail, ...(line !== undefined && { line }) },
    ...(detail !== '' && detail !== name && { detail }),
  };
}

/** What a reader should know of how documents were read, or judged. */
export function documentsNoteMessage({
  code,
  ...values
}: { readonly code: string } & Readonly<Record<string, string | number>>): Message {
  return { key: `documentsNote.${code}`, values };
}

/**
 * A notice that a paste is refused because it would make this many characters. A million count as a megabyte.
 */
export function pasteTooLargeMessage(characters: number, limit: number): Message {
  const megabytes = (count: number) => Math.round(count / 1e5) / 10;
  return {
    key: 'notice.pasteTooLarge',
    values: { megabytes: megabytes(characters), limit: megabytes(limit) },
  };
}

/** A notice that says why an input cannot be ranked or measured. */
export function inputProblemMessage({
  code,
  actual,
  limit,
}: {
  readonly code: string;
  readonly actual?: number;
  readonly limit?: number;
}): Message {
  const values = actual !== undefined && limit !== undefined ? { actual, limit } : {};
  return { key: `notice.inputProblem.${code}`, values };
}

function problemValues(problem: CodedProblem): Record<string, string | number> {
  const { code: _, ...values } = problem;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? shortened(value) : typeof value === 'number' ? value : value.join(', '),
    ]),
  );
}

/** A whole file may have been pasted into a small field. */
const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** The type of `t` for a key that is known only at run time, such as a message's. */
type LooseTranslate = (key: string, values: Readonly<Record<string, unknown>>) => string;

/**
 * A message in the reader's language. A value that is itself a key (`problem: 'settingProblem.out-of-range'`)
 * is translated first, with the same values, so that messages which contain messages follow a change of
 * language.
 */
export function messageText(i18n: i18n, { key, values = {}, detail }: Message): string {
  const translate = i18n.t as unknown as LooseTranslate;
  // The values are needed because a text with a plural has one key for one and another for many.
  const known = (candidate: string) => candidate.includes('.') && i18n.exists(candidate, { ...values });
  if (!known(key)) return detail ?? key;
  const filled = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && known(value) ? translate(value, values) : value,
    ]),
  );
  return translate(key, filled);
}

type CodeGroup = 'reason' | 'warning' | 'failure' | 'scoreFinding' | 'laneEvents.kind';

/**
 * The meaning of a record's code, in the reader's language. An unknown code, from a record of another
 * version, gives `fallback`, the words that came with it.
 */
export function codeText(i18n: i18n, group: CodeGroup, code: string, fallback = code): string {
  return messageText(i18n, { key: `${group}.${code}`, values: { text: fallback }, detail: fallback });
}

/**
 * The words of a report for a code in the record and the message recorded with it. In English they are the
 * message, which has the figures, or the code if there is no message. In another language they are the code's
 * sentence.
 */
export function recordedText(
  i18n: i18n,
  group: CodeGroup,
  { code, message = '' }: { readonly code: string; readonly message?: string },
): string {
  const told = message === '' ? code : message;
  return i18n.language === 'en' ? told : codeText(i18n, group, code, told);
}
