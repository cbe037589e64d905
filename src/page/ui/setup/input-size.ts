import type { ClipboardEvent } from 'react';
import { maxTotalCharacters } from '../../../core/input/input-limits.ts';
import type { Message } from '../../../core/texts/message.ts';
import type { DocumentRow } from '../../store/input-slice.ts';

/** Characters (UTF-16 units) of all documents together, their own queries included. */
export function charactersOf(documents: readonly DocumentRow[]): number {
  return documents.reduce((sum, { text, query }) => sum + text.length + (query?.length ?? 0), 0);
}

/** How long the field's text would be after the paste. */
export function lengthAfterPaste(event: ClipboardEvent<HTMLTextAreaElement>): number {
  const { value, selectionStart, selectionEnd } = event.currentTarget;
  return value.length - (selectionEnd - selectionStart) + event.clipboardData.getData('text').length;
}

/**
 * That so many characters in all would be too many; the figures are megabytes of text as most people count
 * them.
 */
export function pasteTooLargeMessage(characters: number): Message {
  return {
    key: 'notice.pasteTooLarge',
    values: { megabytes: Math.round(characters / 1e5) / 10, limit: maxTotalCharacters / 1e6 },
  };
}
