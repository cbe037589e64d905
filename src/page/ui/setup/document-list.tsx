import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countCharacters } from '../../../core/input/input-limits.ts';
import { useAppState } from '../../store/app-context.ts';
import type { DocumentRow } from '../../store/input-slice.ts';
import { Step } from '../kit/steps.tsx';
import { useDocumentCommands } from './document-commands.ts';
import { DocumentItem } from './document-row.tsx';
import classes from './input.module.css';

/** The documents in order. Only the rows in sight are rendered, so that thousands cost no more than ten. */
export function DocumentList() {
  const { t } = useTranslation();
  const documents = useAppState((state) => state.input.documents);
  const viewport = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState<string | null>(null);
  const [editingId, setEditingId] = useState<string | null>(null);

  const latest = useRef(documents);
  latest.current = documents;
  const totalWith = useCallback((characters: number) => countCharacters(latest.current) + characters, []);

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
  // The row that Tab leads to: the last active one, else the first.
  const tabStop = documents.some(({ id }) => id === activeId) ? activeId : documents[0]?.id;
  return (
    <div className={classes.viewport} ref={viewport}>
      <ul
        className={classes.list}
        aria-label={t('documents.list')}
        style={{ height: virtualizer.getTotalSize() }}
      >
        <Step at={1}>
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
        </Step>
      </ul>
    </div>
  );
}

/** The most frames to wait until a row that was scrolled to is rendered. */
const patience = 10;

/**
 * Moves the focus to a row of a virtual list. The row may first have to be scrolled into sight and rendered.
 */
function useRowFocus(
  viewport: RefObject<HTMLElement | null>,
  scrollTo: (place: number) => void,
  onFocus: (id: string) => void,
): (id: string, place: number) => void {
  const scroll = useRef(scrollTo);
  scroll.current = scrollTo;
  return useCallback(
    (id, place) => {
      onFocus(id);
      scroll.current(place);
      const attempt = (framesLeft: number) => {
        const row = viewport.current?.querySelector<HTMLElement>(`[data-row="${id}"]`);
        if (row) row.focus({ preventScroll: true });
        else if (framesLeft > 0) requestAnimationFrame(() => attempt(framesLeft - 1));
      };
      // Waits for the frame after the change, because moving an element within its parent takes its focus.
      requestAnimationFrame(() => attempt(patience));
    },
    [viewport, onFocus],
  );
}

/**
 * Scrolls to the last document when documents were added at the end, so that what was just added is in sight.
 */
function useFollowAdded(documents: readonly DocumentRow[], scrollTo: (place: number) => void): void {
  const before = useRef(documents);
  const scroll = useRef(scrollTo);
  scroll.current = scrollTo;
  useEffect(() => {
    const last = before.current.length - 1;
    const grew = documents.length - 1 > last;
    const isSameList = last >= 0 && documents[last]?.id === before.current[last]?.id;
    before.current = documents;
    if (grew && isSameList) scroll.current(documents.length - 1);
  }, [documents]);
}
