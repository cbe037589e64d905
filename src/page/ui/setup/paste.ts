import type { ClipboardEvent } from 'react';

/** The length that the field's text would have after the paste. */
export function lengthAfterPaste(event: ClipboardEvent<HTMLTextAreaElement>): number {
  const { value, selectionStart, selectionEnd } = event.currentTarget;
  return value.length - (selectionEnd - selectionStart) + event.clipboardData.getData('text').length;
}
