import type { i18n } from 'i18next';
import { messageText } from './message-text.ts';

/**
 * What a code of the record stands for (`reason`, `warning`, `failure`, `scoreFinding`, `laneEvents.kind`), in the page's language. A code the page does
 * not know, from a record of another version, is shown with the words that came with it.
 */
export function codeText(
  i18n: i18n,
  group: 'reason' | 'warning' | 'failure' | 'scoreFinding' | 'laneEvents.kind',
  code: string,
  fallback = code,
): string {
  return messageText(i18n, { key: `${group}.${code}`, values: { text: fallback }, detail: fallback });
}
