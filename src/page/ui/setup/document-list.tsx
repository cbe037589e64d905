import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { charactersOf } from './characters.ts';
import { DocumentItem } from './document-item.tsx';
import classes from './input.module.css';
import { useDocumentCommands } from './use-document-commands.ts';
import { useFollowAdded } from './use-follow-added.ts';
import { useRowFocus } from './use-row-focus.ts';

/** The documents in order. Only the rows in sight are there, so that thousands cost no more than ten. */
export function DocumentList() {
  const { t } = useTranslation();
  const documents = useAppState((state) => state.input.documents);
  const viewport = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState<string | null>(null);
  const [editingId, setEditingId] = useState<string | null>(null);

  const latest = useRef(documents);
  latest.current = documents;
  const totalWith = useCallback((characters: number) => charactersOf(latest.current) + characters, []);

  const virtualizer = useVirtualizer({
    count: documents.length,
    getScrollElement: () => viewport.current,
    getItemKey: (place) => documents[place]?.id ?? place,
    estimateSize: () => 52,
    overscan: 6,
    useFlushSync: false,
  });
  useFollowAdded(documents, (place) => virtualizer.scrollToIndex(place));
  const focusRow = useRowFocus(viewport, (place) => virtualizer.scrollToIndex(place), setActiveId);
  const commands = useDocumentCommands(latest, focusRow, setEditingId);

  if (documents.length === 0) {
    return (
      <div className={classes.empty}>
        <p>{t('documents.empty')}</p>
        <p>{t('documents.emptyHelp')}</p>
      </div>
    );
  }
  // The row that Tab leads to: the last one that was worked on, or the first.
  const tabStop = documents.some(({ id }) => id === activeId) ? activeId : documents[0]?.id;
  return (
    <div className={classes.viewport} ref={viewport}>
      <ul
        className={classes.list}
        aria-label={t('documents.list')}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const document = documents[index];
          if (document === undefined) return null;
          return (
            <DocumentItem
              key={document.id}
              document={document}
              place={index}
              total={documents.length}
              top={start}
              isTabStop={document.id === tabStop}
              isEditing={document.id === editingId}
              measure={virtualizer.measureElement}
              totalWith={totalWith}
              onFocus={setActiveId}
              commands={commands}
            />
          );
        })}
      </ul>
    </div>
  );
}
