import type { i18n } from 'i18next';
import type { FailureData } from '../rerank/failure.ts';

/** Something to tell the reader, as a translation key and what to put into it. */
export interface Message {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
  /** Untranslated small print for a report: an original error text, an address. */
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

/** What is wrong with a setting's value, as a message of its own. */
export function settingProblemMessage(problem: CodedProblem): Message {
  return { key: `settingProblem.${problem.code}`, values: problemValues(problem) };
}

/** That a setting was not taken, and why: for a notice. */
export function badSettingMessage(name: string, problem: CodedProblem): Message {
  if (problem.code === 'unknown-setting') return { key: 'notice.unknownSetting', values: { name } };
  const { key, values } = settingProblemMessage(problem);
  return { key: 'notice.badSetting', values: { ...values, name, problem: key } };
}

/** That a documents file was not added, and why: for a notice. */
export function fileRefusedMessage(
  name: string,
  { code, line, detail }: { readonly code: string; readonly line?: number; readonly detail: string },
): Message {
  return {
    key: 'notice.fileRefused',
    values: { name, reason: `documentsFile.${code}`, ...(line !== undefined && { line }) },
    ...(detail !== '' && detail !== name && { detail }),
  };
}

/** Why an input cannot be ranked or measured: for a notice. */
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

/** What was pasted into a small field can be a whole file. */
const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** What `t` is when its key is only known at run time, as a message's is. */
type LooseTranslate = (key: string, values: Readonly<Record<string, unknown>>) => string;

/**
 * A message in the reader's language. A value that is itself a key (`problem: 'settingProblem.out-of-range'`)
 * is translated first, with the same values, so that messages made of messages follow a change of language.
 */
export function messageText(i18n: i18n, { key, values = {}, detail }: Message): string {
  const translate = i18n.t as unknown as LooseTranslate;
  // The values are passed along because a text that counts has one key for one and another for many.
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
 * What a code of the record stands for, in the reader's language. A code that is not known here, from a
 * record of another version, is shown with the words that came with it.
 */
export function codeText(i18n: i18n, group: CodeGroup, code: string, fallback = code): string {
  return messageText(i18n, { key: `${group}.${code}`, values: { text: fallback }, detail: fallback });
}

/**
 * What a record says with a code and a message of its own, for a report. In English that is the message,
 * which has the figures, else the code; in another language the sentence for the code.
 */
export function recordedText(
  i18n: i18n,
  group: CodeGroup,
  { code, message = '' }: { readonly code: string; readonly message?: string },
): string {
  const told = message === '' ? code : message;
  return i18n.language === 'en' ? told : codeText(i18n, group, code, told);
}
