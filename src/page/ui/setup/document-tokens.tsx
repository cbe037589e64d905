import { IconCut } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import classes from './input.module.css';

interface OfDocument {
  readonly id: string;
}

/** How long a document's pair is for the model. */
export function DocumentTokens({ id }: OfDocument) {
  const { t } = useTranslation();
  const tokens = useAppState((state) => state.tokenCounts.get(id)?.tokens);
  return (
    <span className={classes.tokens}>{tokens !== undefined && t('documents.tokens', { count: tokens })}</span>
  );
}

/** What the model will not see of a document. */
export function DocumentCut({ id }: OfDocument) {
  const { t } = useTranslation();
  const cutTokens = useAppState((state) => state.tokenCounts.get(id)?.cutTokens ?? 0);
  if (cutTokens === 0) return null;
  return (
    <span className={classes.cut}>
      <IconCut size={13} aria-hidden />
      {t('documents.cut', { count: cutTokens })}
    </span>
  );
}
