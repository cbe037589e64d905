import type { KeyboardEvent } from 'react';
import type { DocumentCommands } from './use-document-commands.ts';

type Key = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>;

/** Does what a key means on a row at rest; answers whether it means anything. */
export function actOnKey(
  { key, altKey, ctrlKey, metaKey }: Key,
  id: string,
  place: number,
  commands: DocumentCommands,
): boolean {
  if (ctrlKey || metaKey) return false;
  const step = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0;
  if (altKey) {
    if (step !== 0) commands.move(id, place + step);
    return step !== 0;
  }
  switch (key) {
    case 'ArrowUp':
    case 'ArrowDown':
      commands.focus(place + step);
      return true;
    case 'Home':
      commands.focus(0);
      return true;
    case 'End':
      commands.focus(Number.POSITIVE_INFINITY);
      return true;
    case 'Delete':
    case 'Backspace':
      commands.remove(id, place);
      return true;
    default:
      return false;
  }
}
