import { useTranslation } from 'react-i18next';
import type { FileProgress } from '../../../worker/protocol/messages.ts';
import { useAppState } from '../../store/app-context.ts';
import classes from './file-bars.module.css';
import { totalLoaded } from './share-loaded.ts';
import { useFormat } from './use-format.ts';

/** All files together: how much has come, how fast, how long it will take; or that the connection is lost. */
export function DownloadLine({ files }: { readonly files: readonly FileProgress[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const pace = useAppState((state) => state.downloadPace);
  const isWaiting = files.some((file) => file.isWaiting === true);
  const { loaded, total } = totalLoaded(files);
  const isUnderWay = files.some(({ done }) => !done);
  if (!isUnderWay) return null;
  const remainingMs = pace?.remainingMs ?? null;
  const parts = [
    total === null
      ? format.bytes(loaded)
      : t('downloads.ofTotal', { loaded: format.bytes(loaded), total: format.bytes(total) }),
    !isWaiting && pace !== null && t('downloads.speed', { rate: format.bytes(pace.bytesPerSecond) }),
    !isWaiting &&
      remainingMs !== null &&
      t('downloads.remaining', { duration: format.duration(remainingMs) }),
  ].filter((part) => part !== false);
  return (
    <p className={classes.total} data-testid="download">
      <span>{parts.join(' · ')}</span>
      {/* There before it has anything to say, or screen readers would not read it. */}
      <span role="status" className={classes.waiting}>
        {isWaiting ? t('downloads.retrying') : ''}
      </span>
    </p>
  );
}
