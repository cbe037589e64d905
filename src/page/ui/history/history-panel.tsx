import { useEffect } from 'react';
import { useDropzone } from 'react-dropzone';
import { useTranslation } from 'react-i18next';
import { useAppState, useServices } from '../../store/app-context.ts';
import classes from './history.module.css';
import { HistoryHead } from './history-head.tsx';
import { HistoryList } from './history-list.tsx';
import { HistoryReport } from './history-report.tsx';
import { StorageLine } from './storage-line.tsx';

/** The runs this browser keeps; files of runs may be dropped anywhere on it. */
export function HistoryPanel() {
  const { t } = useTranslation();
  const { refreshHistory, importRuns } = useServices();
  const { getRootProps, getInputProps, open, isDragActive } = useDropzone({
    noClick: true,
    noKeyboard: true,
    // Files of every kind are handed on: one that cannot be read deserves to be told why.
    onDrop: (files) => void importRuns(files),
  });
  useEffect(() => void refreshHistory(), [refreshHistory]);
  return (
    <div {...getRootProps({ className: classes.panel, role: 'presentation' })} data-testid="history">
      <input {...getInputProps({ accept: '.json', 'aria-label': t('history.importFiles') })} />
      <HistoryHead openFiles={open} />
      <HistoryReport />
      <Runs />
      <StorageLine />
      {isDragActive && <div className={classes.drop}>{t('history.drop')}</div>}
    </div>
  );
}

function Runs() {
  const { t } = useTranslation();
  const state = useAppState(({ history }) => history.state);
  const isEmpty = useAppState(
    ({ history }) => history.entries.length + history.deleted.length + history.unreadable.length === 0,
  );
  if (state === 'failed') return null;
  if (!isEmpty) return <HistoryList />;
  if (state === 'loading') return <p className={classes.quiet}>{t('history.loading')}</p>;
  return (
    <div className={classes.empty}>
      <h4>{t('history.emptyTitle')}</h4>
      <p>{t('history.emptyText')}</p>
      <p>{t('history.emptyImport')}</p>
    </div>
  );
}
