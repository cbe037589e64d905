import { ActionIcon, Textarea, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCut, IconX } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxTotalCharacters } from '../../../core/input/input-limits.ts';
import { pasteTooLargeMessage } from '../../../core/texts/message.ts';
import { useAppState } from '../../store/app-context.ts';
import type { DocumentRow } from '../../store/input-slice.ts';
import { documentMarks } from '../kit/document-marks.ts';
import { actOnKey, type DocumentCommands } from './document-commands.ts';
import classes from './input.module.css';
import { lengthAfterPaste } from './paste.ts';

interface DocumentItemProps {
  readonly document: DocumentRow;
  /** Counted from 0. */
  readonly place: number;
  readonly total: number;
  /** Distance from the top of the list, px. */
  readonly top: number;
  readonly isTabStop: boolean;
  readonly isEditing: boolean;
  readonly measure: (element: Element | null) => void;
  /** The characters that all documents would have with this many more. */
  readonly totalWith: (characters: number) => number;
  readonly onFocus: (id: string) => void;
  readonly commands: DocumentCommands;
}

export const DocumentItem = memo(function DocumentItem(props: DocumentItemProps) {
  const { document, place, total, top, isTabStop, isEditing, measure, totalWith, onFocus, commands } = props;
  const { t } = useTranslation();
  const marks = documentMarks(document, t);
  return (
    <li
      ref={measure}
      className={classes.item}
      style={{ transform: `translateY(${top}px)` }}
      data-index={place}
      data-testid="document-row"
      data-place={place + 1}
      data-editing={isEditing || undefined}
      aria-setsize={total}
      aria-posinset={place + 1}
      onFocus={() => onFocus(document.id)}
    >
      <span className={classes.place} aria-hidden>
        {place + 1}
      </span>
      <div className={classes.body}>
        {isEditing ? (
          <DocumentEditor document={document} place={place} totalWith={totalWith} commands={commands} />
        ) : (
          <DocumentText document={document} place={place} isTabStop={isTabStop} commands={commands} />
        )}
        {marks !== '' && <div className={classes.ofFile}>{marks}</div>}
        {document.query !== undefined && (
          <div className={classes.ofFile}>{t('documents.ownQuery', { query: document.query })}</div>
        )}
        <DocumentCut id={document.id} />
      </div>
      <DocumentTokens id={document.id} />
      {!isEditing && (
        <DocumentActions
          id={document.id}
          place={place}
          isLast={place === total - 1}
          isTabStop={isTabStop}
          commands={commands}
        />
      )}
    </li>
  );
});

/** Two lines are in sight, so a document of a megabyte need not be laid out. */
const shownCharacters = 400;

interface DocumentTextProps {
  readonly document: DocumentRow;
  readonly place: number;
  readonly isTabStop: boolean;
  readonly commands: DocumentCommands;
}

/**
 * A row's text while it is not edited. A click or Enter edits it, and the arrow keys move through the list.
 */
function DocumentText({ document, place, isTabStop, commands }: DocumentTextProps) {
  const { t } = useTranslation();
  const { id, text } = document;
  const shown = text.trim() === '' ? t('documents.emptyText') : text.slice(0, shownCharacters);

  return (
    <UnstyledButton
      className={classes.text ?? ''}
      data-row={id}
      data-empty={text.trim() === '' || undefined}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={t('documents.row', { place: place + 1, text: shown })}
      aria-description={t('documents.rowHelp')}
      onClick={() => commands.edit(id)}
      onKeyDown={(event) => {
        if (actOnKey(event, id, place, commands)) event.preventDefault();
      }}
    >
      {shown}
    </UnstyledButton>
  );
}

interface DocumentEditorProps {
  readonly document: DocumentRow;
  readonly place: number;
  /** The characters that all documents would have with this many more. */
  readonly totalWith: (characters: number) => number;
  readonly commands: DocumentCommands;
}

/** A row's text while it is edited. Every keystroke is stored, so that a reload in mid-word loses nothing. */
function DocumentEditor({ document, place, totalWith, commands }: DocumentEditorProps) {
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
        // If the whole window lost the focus, the field gets it back later, so editing goes on.
        if (currentTarget.ownerDocument.activeElement !== currentTarget) commands.leave(id);
      }}
      onPaste={(event) => {
        const total = totalWith(lengthAfterPaste(event) - text.length);
        if (total <= maxTotalCharacters) return;
        event.preventDefault();
        addNotice('error', pasteTooLargeMessage(total, maxTotalCharacters));
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

interface OfDocument {
  readonly id: string;
}

/** The number of tokens in a document's pair. */
function DocumentTokens({ id }: OfDocument) {
  const { t } = useTranslation();
  const tokens = useAppState((state) => state.tokenCounts.get(id)?.tokens);
  return (
    <span className={classes.tokens}>{tokens !== undefined && t('documents.tokens', { count: tokens })}</span>
  );
}

/** How many of a document's tokens are cut off at max length. */
function DocumentCut({ id }: OfDocument) {
  const { t } = useTranslation();
  const cutTokens = useAppState((state) => state.tokenCounts.get(id)?.cutTokens ?? 0);
  if (cutTokens === 0) return null;
  return (
    <span className={classes.cut}>
      <IconCut size={13} aria-hidden />
      {t('documents.cut', { count: cutTokens })}
    </span>
  );
}

interface DocumentActionsProps {
  readonly id: string;
  readonly place: number;
  readonly isLast: boolean;
  /** Whether Tab reaches this row's buttons. It does so in one row only. */
  readonly isTabStop: boolean;
  readonly commands: DocumentCommands;
}

function DocumentActions({ id, place, isLast, isTabStop, commands }: DocumentActionsProps) {
  const { t } = useTranslation();
  const shared = {
    size: 24,
    variant: 'subtle',
    color: 'gray',
    c: 'dimmed',
    tabIndex: isTabStop ? 0 : -1,
  } as const;
  const number = { place: place + 1 };
  const labels = {
    up: t('documents.moveUp', number),
    down: t('documents.moveDown', number),
    remove: t('documents.remove', number),
  };
  return (
    <span className={classes.actions}>
      <ActionIcon
        {...shared}
        disabled={place === 0}
        aria-label={labels.up}
        title={labels.up}
        onClick={() => commands.move(id, place - 1)}
      >
        <IconArrowUp size={15} />
      </ActionIcon>
      <ActionIcon
        {...shared}
        disabled={isLast}
        aria-label={labels.down}
        title={labels.down}
        onClick={() => commands.move(id, place + 1)}
      >
        <IconArrowDown size={15} />
      </ActionIcon>
      <ActionIcon
        {...shared}
        aria-label={labels.remove}
        title={labels.remove}
        onClick={() => commands.remove(id, place)}
      >
        <IconX size={15} />
      </ActionIcon>
    </span>
  );
}
