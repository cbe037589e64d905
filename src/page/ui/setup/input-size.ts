import type { ClipboardEvent } from 'react';
import { maxTotalCharacters } from '../../../core/input/input-limits.ts';
import type { Message } from '../../../core/texts/message.ts';
import type { DocumentRow } from '../../store/input-slice.ts';

/** Characters (UTF-16 code units) of all documents together, with the queries of their own. */
export function charactersOf(documents: readonly DocumentRow[]): number {
  return documents.reduce((sum, { text, query }) => sum + text.length + (query?.length ?? 0), 0);
}

/** The length that the field's text would have after the paste. */
export function lengthAfterPaste(event: ClipboardEvent<HTMLTextAreaElement>): number {
  const { value, selectionStart, selectionEnd } = event.currentTarget;
  return value.length - (selectionEnd - selectionStart) + event.clipboardData.getData('text').length;
}

/**
 * The notice that the input would be too large with this many characters. It counts a million characters as a
 * megabyte.
 */
export function pasteTooLargeMessage(characters: number): Message {
  return {
    key: 'notice.pasteTooLarge',
    values: { megabytes: Math.round(characters / 1e5) / 10, limit: maxTotalCharacters / 1e6 },
  };
}
