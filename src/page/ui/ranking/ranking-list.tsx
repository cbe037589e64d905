import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RankedRow } from '../../store/ranking-slice.ts';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import classes from './ranking.module.css';
import { RankingItem } from './ranking-item.tsx';
import { useReorderAnimation } from './use-reorder-animation.ts';

/** The documents, best first; only the rows in sight are there. */
export function RankingList({ rows }: { readonly rows: readonly RankedRow[] }) {
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
  useReorderAnimation(viewport, rows, items.length);
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
