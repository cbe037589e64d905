import { VisuallyHidden } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import type { RankedRow } from '../../store/ranking-slice.ts';
import { documentMarks } from '../kit/document-marks.ts';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import { useFormat } from '../kit/use-texts.ts';
import classes from './ranking.module.css';

interface RankingListProps {
  readonly rows: readonly RankedRow[];
  /** How often the visitor has asked to see the documents move again. */
  readonly replays?: number;
}

/** The documents, best first. Only the rows in sight are rendered. */
export function RankingList({ rows, replays = 0 }: RankingListProps) {
  const { t } = useTranslation();
  const viewport = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => viewport.current,
    getItemKey: (place) => rows[place]?.documentId ?? place,
    estimateSize: () => 62,
    overscan: 6,
    useFlushSync: false,
  });
  const items = virtualizer.getVirtualItems();
  useReorderAnimation(viewport, rows, items.length, replays);
  return (
    <ScrollRegion className={classes.viewport} viewport={viewport} label={t('ranking.list')}>
      <ol className={classes.list} style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <RankingItem
              key={row.documentId}
              row={row}
              index={index}
              total={rows.length}
              top={start}
              measure={virtualizer.measureElement}
            />
          );
        })}
      </ol>
    </ScrollRegion>
  );
}

const durationMs = { usual: 450, presenting: 1800 } as const;

/** Rankings that have been animated. Returning to the tab must not animate them again. */
const alreadyMoved = new WeakSet<readonly RankedRow[]>();

/**
 * Slides the rows of a new ranking from where the documents were before. The list is in its final order from
 * the start. Only the drawing moves, on the compositor.
 */
function useReorderAnimation(
  viewport: RefObject<HTMLElement | null>,
  rows: readonly RankedRow[],
  drawnRows: number,
  replays: number,
): void {
  const reducedMotion = useReducedMotion();
  const duration = useAppState((state) => durationMs[state.isPresenting ? 'presenting' : 'usual']);
  const played = useRef(replays);
  useEffect(() => {
    const scroller = viewport.current;
    if (scroller === null || drawnRows === 0) return;
    if (alreadyMoved.has(rows) && played.current === replays) return;
    alreadyMoved.add(rows);
    played.current = replays;
    if (reducedMotion) return;
    const farthest = scroller.clientHeight;
    for (const element of scroller.querySelectorAll<HTMLElement>('li[data-index]')) {
      const row = rows[Number(element.dataset.index)];
      if (row === undefined || row.oldPlace === row.newPlace) continue;
      const distance = (row.oldPlace - row.newPlace) * element.offsetHeight;
      const from = Math.max(-farthest, Math.min(farthest, distance));
      element.animate(
        { transform: [`${element.style.transform} translateY(${from}px)`, element.style.transform] },
        { duration, easing: 'cubic-bezier(0.2, 0, 0, 1)' },
      );
    }
  }, [viewport, rows, drawnRows, replays, duration, reducedMotion]);
}

/** Three lines are in sight, so a document of a megabyte need not be laid out. */
const shownCharacters = 600;

interface RankingItemProps {
  readonly row: RankedRow;
  readonly index: number;
  readonly total: number;
  /** Distance from the top of the list, px. */
  readonly top: number;
  readonly measure: (element: Element | null) => void;
}

const RankingItem = memo(function RankingItem({ row, index, total, top, measure }: RankingItemProps) {
  const { t } = useTranslation();
  const { text, id: ownId, relevance, score, probability, oldPlace, newPlace } = row;
  const marks = documentMarks({ ownId, relevance }, t);
  return (
    <li
      ref={measure}
      className={classes.item}
      style={{ transform: `translateY(${top}px)` }}
      data-index={index}
      data-testid="ranking-row"
      data-old-place={oldPlace}
      data-new-place={newPlace}
      data-score={score}
      aria-setsize={total}
      aria-posinset={newPlace}
    >
      <span className={classes.place} title={t('ranking.place', { place: newPlace })}>
        {newPlace}
      </span>
      <PlaceChange oldPlace={oldPlace} newPlace={newPlace} />
      <p className={classes.text}>
        {marks && <span className={classes.marks}>{marks} </span>}
        {text.slice(0, shownCharacters)}
      </p>
      <Score score={score} probability={probability} />
    </li>
  );
});

function Score({ score, probability }: { readonly score: number; readonly probability: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={classes.score}>
      <span className={classes.percent}>
        <VisuallyHidden>{t('ranking.probability')} </VisuallyHidden>
        {format.percent(probability)}
      </span>
      <span className={classes.bar} aria-hidden>
        <span className={classes.fill} style={{ width: `${100 * probability}%` }} />
      </span>
      <span className={classes.logit} title={t('ranking.scoreHelp')}>
        {t('ranking.score')} {format.score(score)}
      </span>
    </div>
  );
}

/** ▲3, ▼1 or =, with the old place below. */
function PlaceChange({ oldPlace, newPlace }: { readonly oldPlace: number; readonly newPlace: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rise = oldPlace - newPlace;
  const steps = { count: Math.abs(rise), place: oldPlace };
  const words = rise > 0 ? t('ranking.up', steps) : rise < 0 ? t('ranking.down', steps) : t('ranking.same');
  const sign = rise > 0 ? '▲' : rise < 0 ? '▼' : '=';
  return (
    <span className={classes.change} data-direction={Math.sign(rise)}>
      <span aria-hidden>{rise === 0 ? sign : `${sign}${format.count(steps.count)}`}</span>
      {rise !== 0 && (
        <span className={classes.was} aria-hidden>
          {t('ranking.was', { place: oldPlace })}
        </span>
      )}
      <VisuallyHidden>{words}</VisuallyHidden>
    </span>
  );
}
