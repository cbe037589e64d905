import { Progress } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileProgress } from '../../../worker/protocol/messages.ts';
import { DownloadLine } from './download-line.tsx';
import classes from './file-bars.module.css';
import { useFormat } from './use-format.ts';

/** One bar for each file of a model that is being loaded, and how they come on together. */
export function FileBars({ files }: { readonly files: readonly FileProgress[] }) {
  const { t } = useTranslation();
  if (files.length === 0) return null;
  return (
    <>
      <DownloadLine files={files} />
      <ul className={classes.files} aria-label={t('progress.files')}>
        {files.map((progress) => (
          <FileBar key={progress.file} progress={progress} />
        ))}
      </ul>
    </>
  );
}

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
