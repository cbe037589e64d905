import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DocumentRow } from '../../store/input-slice.ts';
import classes from './input.module.css';
import { actOnKey } from './row-keys.ts';
import type { DocumentCommands } from './use-document-commands.ts';

/** Two lines are in sight; a document of a megabyte need not be laid out for them. */
const shownCharacters = 400;

interface DocumentTextProps {
  readonly document: DocumentRow;
  readonly place: number;
  readonly isTabStop: boolean;
  readonly commands: DocumentCommands;
}

/** A row's text at rest: click or Enter edits it, arrow keys lead along the list. */
export function DocumentText({ document, place, isTabStop, commands }: DocumentTextProps) {
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
