import { useEffect, useRef } from 'react';
import type { DocumentRow } from '../../store/input-slice.ts';

/** Scrolls to the last document when some were added behind those that were there: what was just typed is to be seen. */
export function useFollowAdded(documents: readonly DocumentRow[], scrollTo: (place: number) => void): void {
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
