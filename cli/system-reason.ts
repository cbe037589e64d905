import type { Words } from './command-words.ts';

const reasons = {
  ENOENT: 'missing',
  EISDIR: 'isFolder',
  ENOTDIR: 'partNoFolder',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  ENOSPC: 'diskFull',
} as const;

const isKnown = (code: string): code is keyof typeof reasons => Object.hasOwn(reasons, code);

/** Why the system refused a file: a sentence for a known code, else the code or the error itself. */
export function systemReason(error: unknown, { say }: Words): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (isKnown(code)) return say(`problem.file.reason.${reasons[code]}`);
  return code === '' ? String(error) : code;
}
