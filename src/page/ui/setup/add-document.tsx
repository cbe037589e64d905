import { ActionIcon, Textarea } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countCharacters, maxDocuments, maxTotalCharacters } from '../../../core/input/input-limits.ts';
import { splitPastedDocuments } from '../../../core/input/text-lines.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import type { DocumentRow } from '../../store/input-slice.ts';
import { Tooltip } from '../kit/tooltip.tsx';
import classes from './input.module.css';

/** Larger pastes bypass the field, because laying out megabytes of text in it would freeze the page. */
const largestFieldText = 50_000;

/** The field that documents are typed or pasted into. */
export function AddDocument() {
  const { t } = useTranslation();
  const { addText } = useServices();
  const documents = useAppState((state) => state.input.documents);
  const isAsked = useAppState((state) => state.editedInput === 'documents');
  const [text, setText] = useState('');

  const add = () => {
    if (text.trim() === '') return;
    // Text over the limits is refused with a notice, and must stay in the field.
    const fits = hasRoom(documents, text);
    addText(text);
    if (fits) setText('');
  };
  return (
    <div className={classes.add}>
      <Textarea
        className={classes.addField ?? ''}
        id="add-document"
        // What a drawer focuses first.
        {...(isAsked && { 'data-autofocus': true })}
        aria-label={t('documents.add')}
        placeholder={t('documents.addPlaceholder')}
        autosize
        minRows={1}
        maxRows={5}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text');
          const isManyLines = /\S\s*[\r\n]\s*\S/.test(pasted.slice(0, largestFieldText));
          if (!isManyLines && pasted.length <= largestFieldText) return;
          event.preventDefault();
          addText(pasted);
        }}
        onKeyDown={(event) => {
          const { key, shiftKey, ctrlKey, metaKey, nativeEvent } = event;
          // Enter also confirms a word in an input method, as for Chinese. That must not add a document.
          if (key !== 'Enter' || shiftKey || ctrlKey || metaKey || nativeEvent.isComposing) return;
          event.preventDefault();
          add();
        }}
      />
      <Tooltip label={t('documents.addButton')}>
        <ActionIcon
          size={36}
          variant="default"
          aria-label={t('documents.addButton')}
          disabled={text.trim() === ''}
          onClick={add}
        >
          <IconPlus size={18} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function hasRoom(documents: readonly DocumentRow[], text: string): boolean {
  return (
    documents.length + splitPastedDocuments(text).length <= maxDocuments &&
    countCharacters(documents) + text.length <= maxTotalCharacters
  );
}
