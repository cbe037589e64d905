import { type RefObject, useCallback, useRef } from 'react';

/** Frames a row may need to be drawn after the list was scrolled to it. */
const patience = 10;

/** Moves the focus to a row of a virtual list, which may have to be scrolled to and drawn first. */
export function useRowFocus(
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
      // The frame after the change: moving an element within its parent takes the focus from it.
      requestAnimationFrame(() => attempt(patience));
    },
    [viewport, onFocus],
  );
}
