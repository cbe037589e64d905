import { type Dispatch, type RefObject, type SetStateAction, useMemo } from 'react';
import { useAppState } from '../../store/app-context.ts';
import type { DocumentRow } from '../../store/input-slice.ts';

/** What can be done with a row, by keyboard and by button alike. */
export interface DocumentCommands {
  edit(id: string): void;
  /** Ends editing and puts the focus back on the row. */
  finish(id: string, place: number): void;
  /** Ends editing where the focus has gone elsewhere. */
  leave(id: string): void;
  setText(id: string, text: string): void;
  remove(id: string, place: number): void;
  move(id: string, place: number): void;
  /** Moves the focus to the row at a place, clamped to the list. */
  focus(place: number): void;
}

/** The same object for as long as the list lives, so that rows need not be drawn anew for it. */
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
