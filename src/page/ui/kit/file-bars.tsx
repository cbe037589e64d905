import { Progress } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileProgress } from '../../../worker/protocol/messages.ts';
import { useAppState } from '../../store/app-context.ts';
import classes from './file-bars.module.css';
import { useFormat } from './use-texts.ts';

interface FileBarsProps {
  readonly files: readonly FileProgress[];
  /** Shows only the bar of the largest file that is still to come, where there is little room. */
  readonly isBrief?: boolean;
}

/** A progress bar for each file of a model that is loading, below a line about all of them. */
export function FileBars({ files, isBrief = false }: FileBarsProps) {
  const { t } = useTranslation();
  const shown = isBrief ? largestToCome(files) : files;
  if (shown.length === 0) return null;
  return (
    <>
      {!isBrief && <DownloadLine files={files} />}
      <ul className={classes.files} aria-label={t('progress.files')}>
        {shown.map((progress) => (
          <FileBar key={progress.file} progress={progress} />
        ))}
      </ul>
    </>
  );
}

const largestToCome = (files: readonly FileProgress[]): readonly FileProgress[] =>
  files
    .filter(({ done }) => !done)
    .sort((a, b) => (b.totalBytes ?? 0) - (a.totalBytes ?? 0))
    .slice(0, 1);

const FileBar = memo(function FileBar({ progress }: { readonly progress: FileProgress }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { file, loadedBytes, totalBytes, done, isWaiting } = progress;
  const share = done ? 1 : totalBytes ? Math.min(1, loadedBytes / totalBytes) : 0;
  return (
    <li className={classes.file}>
      <span className={classes.name} title={file}>
        {file}
      </span>
      <Progress.Root size="sm" className={classes.bar ?? ''}>
        <Progress.Section
          value={100 * share}
          animated={!done && totalBytes === null}
          striped={!done && totalBytes === null}
          aria-label={file}
        />
      </Progress.Root>
      <span className={classes.bytes}>
        {isWaiting === true ? (
          t('downloads.fileWaiting')
        ) : done ? (
          <>
            {format.bytes(totalBytes ?? loadedBytes)} <IconCheck size={13} aria-hidden />
          </>
        ) : totalBytes === null ? (
          format.bytes(loadedBytes)
        ) : (
          t('progress.fileBytes', { loaded: format.bytes(loadedBytes), total: format.bytes(totalBytes) })
        )}
      </span>
    </li>
  );
});

/**
 * All files together: how much has arrived, how fast, and how long it will take, or that the connection is
 * lost.
 */
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
      {/* Screen readers announce only changes in a status region that is already there. */}
      <span role="status" className={classes.waiting}>
        {isWaiting ? t('downloads.retrying') : ''}
      </span>
    </p>
  );
}

/** The share of bytes that have arrived, among the files of known size; 0 if there are none. */
export function shareLoaded(files: readonly FileProgress[]): number {
  let loaded = 0;
  let total = 0;
  for (const { loadedBytes, totalBytes, done } of files) {
    const size = totalBytes ?? (done ? loadedBytes : 0);
    total += size;
    loaded += done ? size : Math.min(loadedBytes, size);
  }
  return total > 0 ? loaded / total : 0;
}

/** Bytes of all files together; `total` is `null` while the size of any of them is unknown. */
function totalLoaded(files: readonly FileProgress[]): { loaded: number; total: number | null } {
  const sizes = files.map(({ totalBytes, loadedBytes, done }) => totalBytes ?? (done ? loadedBytes : null));
  return {
    loaded: files.reduce((sum, { loadedBytes }) => sum + loadedBytes, 0),
    total: sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
  };
}
