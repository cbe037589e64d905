import type { i18n } from 'i18next';
import { browserWords } from '../src/core/document/browser-words.ts';
import { runModelWords, twinWords } from '../src/core/document/record-words.ts';
import { oneLine } from '../src/core/document/report.ts';
import type { RunRecord } from '../src/core/document/run-record.ts';

/** Text from outside, such as a label or an adapter's name, is cut to one line of this length. */
const maxCharacters = 100;
export const short = (text: string) => oneLine(text, maxCharacters);

/** Lines for a terminal that say what was measured and where. */
export function recordHead(record: RunRecord, texts: i18n): string[] {
  const { t } = texts;
  const { environment, label, state } = record;
  const { adapter } = environment;
  const twin = twinWords(record, texts);
  const run = [runModelWords(record, texts), ...(label === undefined ? [] : [label])].map(short).join(' · ');
  const gpu =
    adapter === null
      ? t('report.noAdapter')
      : `${short(adapter.name)}${adapter.isSoftware ? ` (${t('report.software')})` : ''}`;
  return [
    state === 'done' ? run : t('report.ranUntil', { run, state: t(`report.state.${state}`) }),
    [short(browserWords(environment.browser)), short(environment.os), gpu].join(' · '),
    ...(twin === null ? [] : [twin]),
  ];
}
