import { runModelWords, twinWords } from '../src/core/document/record-words.ts';
import { oneLine } from '../src/core/document/report.ts';
import type { RunRecord } from '../src/core/document/run-record.ts';

/** Texts that came from elsewhere (a label, an adapter's name) hold to one line and to a length. */
const maxCharacters = 100;
export const short = (text: string) => oneLine(text, maxCharacters);

/** What a run was of and where it was measured, for a terminal: a line each. */
export function recordHead(record: RunRecord): string[] {
  const { environment, label, state } = record;
  const { adapter } = environment;
  const twin = twinWords(record);
  const where = [
    short(environment.browser),
    short(environment.os),
    adapter === null
      ? 'no WebGPU adapter'
      : `${short(adapter.name)}${adapter.isSoftware ? ' (software: computes on the CPU)' : ''}`,
  ];
  return [
    [runModelWords(record), ...(label === undefined ? [] : [label])].map(short).join(' · ') +
      (state === 'done' ? '' : ` (run ${state})`),
    where.join(' · '),
    ...(twin === null ? [] : [twin]),
  ];
}
