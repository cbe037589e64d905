import { type RefObject, useEffect, useRef } from 'react';
import { useAppState } from '../../store/app-context.ts';
import type { InputPart } from '../../store/view-slice.ts';
import { DocumentsSection } from './documents-section.tsx';
import classes from './input.module.css';
import { QueryField } from './query-field.tsx';

interface InputEditorProps {
  /** Whether it is the Rank tab's. While another tab is in front it is about to go, and leaves the focus alone. */
  readonly isOfRank?: boolean;
}

/** Query and documents. The Rank tab shows them, and elsewhere a drawer does. */
export function InputEditor({ isOfRank = false }: InputEditorProps) {
  const editor = useRef<HTMLDivElement>(null);
  useAskedFocus(editor, isOfRank);
  return (
    <div className={classes.editor} ref={editor} data-testid="input-editor">
      <QueryField />
      <DocumentsSection />
    </div>
  );
}

const fields: Record<InputPart, string> = { query: '#query', documents: '#add-document' };

/** Moves the focus to the part that the visitor has asked to edit. With that, the Rank tab's part is done. */
function useAskedFocus(editor: RefObject<HTMLElement | null>, isOfRank: boolean): void {
  const asked = useAppState(({ editedInput, shownResult }) =>
    isOfRank === (shownResult === 'ranking') ? editedInput : null,
  );
  const endEdit = useAppState((state) => state.endInputEdit);
  useEffect(() => {
    if (asked === null) return;
    editor.current?.querySelector<HTMLElement>(fields[asked])?.focus();
    if (isOfRank) endEdit();
  }, [editor, asked, isOfRank, endEdit]);
}
