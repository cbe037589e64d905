import type { DocumentsFileError } from '../input/documents-file.ts';
import type { InputProblem } from '../input/input-limits.ts';
import type { SettingProblem } from '../settings/problem.ts';
import type { Message } from './message.ts';

/** What is wrong with a setting's value, as a message of its own. */
export function settingProblemMessage(problem: SettingProblem): Message {
  return { key: `settingProblem.${problem.code}`, values: problemValues(problem) };
}

/** That a setting was not taken, and why: for a notice. */
export function badSettingMessage(name: string, problem: SettingProblem): Message {
  if (problem.code === 'unknown-setting') return { key: 'notice.unknownSetting', values: { name } };
  const { key, values } = settingProblemMessage(problem);
  return { key: 'notice.badSetting', values: { ...values, name, problem: key } };
}

/** That a file was not added, and why: for a notice. */
export function fileRefusedMessage(name: string, { code, line, detail }: DocumentsFileError): Message {
  return {
    key: 'notice.fileRefused',
    values: { name, reason: `documentsFile.${code}`, ...(line !== undefined && { line }) },
    ...(detail !== '' && detail !== name && { detail }),
  };
}

/** Why an input cannot be ranked or measured: for a notice. */
export function inputProblemMessage(problem: InputProblem): Message {
  const values = 'actual' in problem ? { actual: problem.actual, limit: problem.limit } : {};
  return { key: `notice.inputProblem.${problem.code}`, values };
}

function problemValues(problem: SettingProblem): Record<string, string | number> {
  const { code: _, ...values } = problem;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]: [string, string | number | readonly string[]]) => [
      name,
      typeof value === 'string' ? shortened(value) : typeof value === 'number' ? value : value.join(', '),
    ]),
  );
}

/** What was pasted into a small field can be a whole file. */
const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
