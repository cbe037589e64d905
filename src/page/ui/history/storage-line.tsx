import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { useFormat } from '../kit/use-format.ts';
import classes from './history.module.css';

/** How much room there is, and whether the browser may clear it by itself. */
export function StorageLine() {
  const { t } = useTranslation();
  const format = useFormat();
  const usage = useAppState(({ history }) => history.usage);
  if (usage === null) return null;
  const sizes = { used: format.bytes(usage.usedBytes), quota: format.bytes(usage.quotaBytes) };
  return (
    <p className={classes.storage} data-testid="storage">
      {t('history.usage', sizes)} {t(usage.isPersistent ? 'history.persistent' : 'history.notPersistent')}
    </p>
  );
}
