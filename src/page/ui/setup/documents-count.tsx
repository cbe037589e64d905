import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import classes from './input.module.css';

/** How many documents there are, whether they must repeat in a sweep, and how many are cut. */
export function DocumentsCount() {
  const { t } = useTranslation();
  const count = useAppState((state) => state.input.documents.length);
  const mostPairs = useAppState((state) => Math.max(...state.settings.pairCounts));
  const tokenCounts = useAppState((state) => state.tokenCounts);
  const cut = useMemo(
    () => [...tokenCounts.values()].reduce((sum, { cutTokens }) => sum + (cutTokens > 0 ? 1 : 0), 0),
    [tokenCounts],
  );
  const parts = [
    t('documents.count', { count }),
    count > 0 && count < mostPairs && t('documents.repeat', { pairs: mostPairs }),
    count > 0 && cut > 0 && t('documents.cutCount', { count: cut }),
  ].filter((part) => part !== false);
  return (
    <p className={classes.count} aria-live="polite">
      {parts.join(t('joint.clauses'))}
    </p>
  );
}
