import { type RefObject, useEffect, useRef } from 'react';
import { useAppState } from '../../store/app-context.ts';
import type { InputPart } from '../../store/view-slice.ts';
import { DocumentsSection } from './documents-section.tsx';
import classes from './input.module.css';
import { QueryField } from './query-field.tsx';

/** Query and documents. The Rank tab shows them, and elsewhere a drawer does. */
export function InputEditor({ onFocused }: { readonly onFocused?: () => void }) {
  const editor = useRef<HTMLDivElement>(null);
  useAskedFocus(editor, onFocused);
  return (
    <div className={classes.editor} ref={editor} data-testid="input-editor">
      <QueryField />
      <DocumentsSection />
    </div>
  );
}

const fields: Record<InputPart, string> = { query: '#query', documents: '#add-document' };

/** Moves the focus to the part that the visitor has asked to edit. */
function useAskedFocus(editor: RefObject<HTMLElement | null>, onFocused?: () => void): void {
  const asked = useAppState((state) => state.editedInput);
  const focused = useRef(onFocused);
  focused.current = onFocused;
  useEffect(() => {
    if (asked === null) return;
    editor.current?.querySelector<HTMLElement>(fields[asked])?.focus();
    focused.current?.();
  }, [editor, asked]);
}
