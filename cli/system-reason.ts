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

/** What the system says of a file, in words where they are known. */
export function systemReason(error: unknown, { say }: Words): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (isKnown(code)) return say(`problem.file.reason.${reasons[code]}`);
  return code === '' ? String(error) : code;
}
