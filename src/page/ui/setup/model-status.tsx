import { useTranslation } from 'react-i18next';
import { deviceKinds } from '../../../core/rerank/devices.ts';
import { useAppState } from '../../store/app-context.ts';
import { shareLoaded } from '../kit/share-loaded.ts';
import { useFormat } from '../kit/use-format.ts';
import classes from './model.module.css';

/** Whether the model that ranks is loaded, and what it really runs on. */
export function ModelStatus() {
  const { t } = useTranslation();
  const format = useFormat();
  const ready = useAppState((state) => (state.model.state === 'ready' ? state.model.model : null));
  const percent = useAppState((state) =>
    state.model.state === 'loading' ? Math.floor(100 * shareLoaded(state.model.files)) : null,
  );
  if (percent !== null) {
    return (
      <span className={classes.status}>{t('model.loading', { percent: format.percent(percent / 100) })}</span>
    );
  }
  if (ready === null) return null;
  const { deviceUsed, dtype, bytes } = ready;
  return (
    <span className={classes.status}>
      {t('model.ready', { device: deviceKinds[deviceUsed].name, dtype, size: format.bytes(bytes) })}
    </span>
  );
}
