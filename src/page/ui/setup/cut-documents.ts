import { useMemo } from 'react';
import { useAppState } from '../../store/app-context.ts';

/** How many documents are cut at max length, as far as their tokens are counted. */
export function useCutDocuments(): number {
  const tokenCounts = useAppState((state) => state.tokenCounts);
  return useMemo(
    () => [...tokenCounts.values()].reduce((sum, { cutTokens }) => sum + (cutTokens > 0 ? 1 : 0), 0),
    [tokenCounts],
  );
}
