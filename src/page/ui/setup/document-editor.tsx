import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxTotalCharacters } from '../../../core/input/input-limits.ts';
import { useAppState } from '../../store/app-context.ts';
import type { DocumentRow } from '../../store/input-slice.ts';
import classes from './input.module.css';
import { lengthAfterPaste, pasteTooLargeMessage } from './paste.ts';
import type { DocumentCommands } from './use-document-commands.ts';

interface DocumentEditorProps {
  readonly document: DocumentRow;
  readonly place: number;
  /** Characters of all documents after so many are added. */
  readonly totalWith: (characters: number) => number;
  readonly commands: DocumentCommands;
}

/** A row's text while it is edited. Every keystroke is kept, so that a reload in mid-word loses nothing. */
export function DocumentEditor({ document, place, totalWith, commands }: DocumentEditorProps) {
  const { t } = useTranslation();
  const addNotice = useAppState((state) => state.addNotice);
  const { id, text } = document;
  const [before] = useState(text);
  return (
    <Textarea
      aria-label={t('documents.edit', { place: place + 1 })}
      description={t('documents.editHelp')}
      inputWrapperOrder={['input', 'description']}
      classNames={{ input: classes.editorInput ?? '' }}
      autosize
      autoFocus
      minRows={2}
      maxRows={8}
      value={text}
      onFocus={({ currentTarget }) => currentTarget.setSelectionRange(text.length, text.length)}
      onChange={(event) => commands.setText(id, event.currentTarget.value)}
      onBlur={({ currentTarget }) => {
        // A window that goes to the background takes the focus along, and brings it back.
        if (currentTarget.ownerDocument.activeElement !== currentTarget) commands.leave(id);
      }}
      onPaste={(event) => {
        const total = totalWith(lengthAfterPaste(event) - text.length);
        if (total <= maxTotalCharacters) return;
        event.preventDefault();
        addNotice('error', pasteTooLargeMessage(total));
      }}
      onKeyDown={(event) => {
        const { key, shiftKey, ctrlKey, metaKey, nativeEvent } = event;
        if (nativeEvent.isComposing || ctrlKey || metaKey) return;
        if (key === 'Escape') commands.setText(id, before);
        else if (key !== 'Enter' || shiftKey) return;
        event.preventDefault();
        commands.finish(id, place);
      }}
    />
  );
}
