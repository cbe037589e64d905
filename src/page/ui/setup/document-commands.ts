import { type Dispatch, type KeyboardEvent, type RefObject, type SetStateAction, useMemo } from 'react';
import { useAppState } from '../../store/app-context.ts';
import type { DocumentRow } from '../../store/input-slice.ts';

/** What can be done with a row, by keyboard or by button. */
export interface DocumentCommands {
  edit(id: string): void;
  /** Ends editing and puts the focus back on the row. */
  finish(id: string, place: number): void;
  /** Ends editing after the focus has moved elsewhere. */
  leave(id: string): void;
  setText(id: string, text: string): void;
  remove(id: string, place: number): void;
  move(id: string, place: number): void;
  /** Moves the focus to the row at a place, clamped to the list. */
  focus(place: number): void;
}

/**
 * The commands of a document list. The object stays the same, so that rows need not be rendered again for it.
 */
export function useDocumentCommands(
  latest: RefObject<readonly DocumentRow[]>,
  focusRow: (id: string, place: number) => void,
  setEditingId: Dispatch<SetStateAction<string | null>>,
): DocumentCommands {
  const setDocumentText = useAppState((state) => state.setDocumentText);
  const removeDocument = useAppState((state) => state.removeDocument);
  const moveDocument = useAppState((state) => state.moveDocument);
  return useMemo(() => {
    const focus = (place: number, rows = latest.current) => {
      const target = Math.max(0, Math.min(place, rows.length - 1));
      const row = rows[target];
      if (row) focusRow(row.id, target);
    };
    return {
      edit: setEditingId,
      finish: (id, place) => {
        setEditingId(null);
        focusRow(id, place);
      },
      leave: (id) => setEditingId((editing) => (editing === id ? null : editing)),
      setText: setDocumentText,
      remove: (id, place) => {
        const others = latest.current.filter((row) => row.id !== id);
        removeDocument(id);
        focus(place, others);
      },
      move: (id, place) => {
        if (place < 0 || place >= latest.current.length) return;
        moveDocument(id, place);
        focusRow(id, place);
      },
      focus,
    };
  }, [latest, focusRow, setEditingId, setDocumentText, removeDocument, moveDocument]);
}

type Key = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>;

/** Carries out the command of a key on a row that is not being edited; answers whether the key has one. */
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
