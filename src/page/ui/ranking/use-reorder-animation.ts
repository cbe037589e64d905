import { useReducedMotion } from '@mantine/hooks';
import { type RefObject, useEffect } from 'react';
import type { RankedRow } from '../../store/ranking-slice.ts';

const durationMs = 450;

/** Rankings whose rows have moved already; turning back to the tab must not move them again. */
const alreadyMoved = new WeakSet<readonly RankedRow[]>();

/**
 * Lets the rows of a new ranking slide from where the documents stood before. The list itself is in its final order from
 * the start; only the drawing takes its time, on the compositor.
 */
export function useReorderAnimation(
  viewport: RefObject<HTMLElement | null>,
  rows: readonly RankedRow[],
  drawnRows: number,
): void {
  const reducedMotion = useReducedMotion();
  useEffect(() => {
    const scroller = viewport.current;
    if (scroller === null || drawnRows === 0 || alreadyMoved.has(rows)) return;
    alreadyMoved.add(rows);
    if (reducedMotion) return;
    const farthest = scroller.clientHeight;
    for (const element of scroller.querySelectorAll<HTMLElement>('li[data-index]')) {
      const row = rows[Number(element.dataset.index)];
      if (row === undefined || row.oldPlace === row.newPlace) continue;
      const distance = (row.oldPlace - row.newPlace) * element.offsetHeight;
      const from = Math.max(-farthest, Math.min(farthest, distance));
      element.animate(
        { transform: [`${element.style.transform} translateY(${from}px)`, element.style.transform] },
        { duration: durationMs, easing: 'cubic-bezier(0.2, 0, 0, 1)' },
      );
    }
  }, [viewport, rows, drawnRows, reducedMotion]);
}
