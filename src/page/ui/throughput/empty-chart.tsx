import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { useShortcutNames } from '../kit/use-shortcut-names.ts';
import classes from './results.module.css';

/** What will stand on the bare axes once something is measured. */
export function EmptyChart() {
  const { t } = useTranslation();
  const shortcuts = useShortcutNames();
  const isIdle = useAppState((state) => shownDraft(state) === null && !isRunUnderWay(state.runState));
  if (!isIdle) return null;
  return (
    <div className={classes.emptyChart}>
      <Title order={4}>{t('chart.emptyTitle')}</Title>
      <p>{t('chart.emptyText')}</p>
      <p>{t('chart.emptyShortcut', { shortcut: shortcuts.run, rank: shortcuts.rank })}</p>
    </div>
  );
}
