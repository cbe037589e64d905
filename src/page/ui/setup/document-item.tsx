import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentRow } from '../../store/input-slice.ts';
import { DocumentActions } from './document-actions.tsx';
import { DocumentEditor } from './document-editor.tsx';
import { DocumentText } from './document-text.tsx';
import { DocumentCut, DocumentTokens } from './document-tokens.tsx';
import classes from './input.module.css';
import type { DocumentCommands } from './use-document-commands.ts';

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
  /** Characters of all documents after so many are added. */
  readonly totalWith: (characters: number) => number;
  readonly onFocus: (id: string) => void;
  readonly commands: DocumentCommands;
}

export const DocumentItem = memo(function DocumentItem(props: DocumentItemProps) {
  const { document, place, total, top, isTabStop, isEditing, measure, totalWith, onFocus, commands } = props;
  const { t } = useTranslation();
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
        {document.query !== undefined && (
          <div className={classes.ownQuery}>{t('documents.ownQuery', { query: document.query })}</div>
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
