import { Button, Group, Title } from '@mantine/core';
import { IconArrowsDiff, IconFileExport, IconFileImport } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState, useServices } from '../../store/app-context.ts';
import { comparedCount } from '../../store/compare-slice.ts';
import { ComparePanel } from '../compare/compare-panel.tsx';
import { Callout } from '../kit/callout.tsx';
import { Disclosure } from '../kit/disclosure.tsx';
import { DropOffer, FileInput, useFileDrop } from '../kit/file-drop.tsx';
import panel from '../kit/panel.module.css';
import { Tooltip } from '../kit/tooltip.tsx';
import { useFormat } from '../kit/use-texts.ts';
import classes from './history.module.css';
import { HistoryList } from './history-list.tsx';
import { PublishedQuality } from './published-quality.tsx';

/** The runs that this browser keeps, or a comparison of some of them. */
export function HistoryPanel() {
  const isComparing = useAppState((state) => state.shownResult === 'compare');
  const compareButton = useRef<HTMLButtonElement>(null);
  const wasComparing = useRef(isComparing);
  useEffect(() => {
    if (wasComparing.current && !isComparing) compareButton.current?.focus();
    wasComparing.current = isComparing;
  }, [isComparing]);
  return isComparing ? <ComparePanel /> : <KeptRuns compareButton={compareButton} />;
}

interface KeptRunsProps {
  /** Opens the comparison, and takes the focus when that is left. */
  readonly compareButton: RefObject<HTMLButtonElement | null>;
}

/** The list of runs. Files of runs can be dropped anywhere on it. */
function KeptRuns({ compareButton }: KeptRunsProps) {
  const { t } = useTranslation();
  const { refreshHistory, importRuns } = useServices();
  const input = useRef<HTMLInputElement>(null);
  // Accepts files of any type, because an unreadable one should get a reason.
  const takeFiles = (files: readonly File[]) => void importRuns(files);
  const { dropProps, isOver } = useFileDrop(takeFiles);
  useEffect(() => void refreshHistory(), [refreshHistory]);
  return (
    <div
      {...dropProps}
      className={`${panel.panel} ${classes.panel}`}
      role="presentation"
      data-testid="history"
    >
      <FileInput ref={input} accept=".json" label={t('history.importFiles')} onFiles={takeFiles} />
      <HistoryHead openFiles={() => input.current?.click()} />
      <HistoryReport />
      <SpeedAndQuality />
      <CompareBar button={compareButton} />
      <Runs />
      <StorageLine />
      {isOver && <DropOffer>{t('history.drop')}</DropOffer>}
    </div>
  );
}

/** Opens the comparison: of the runs that are ticked, or of ones from files and links. */
function CompareBar({ button }: { readonly button: RefObject<HTMLButtonElement | null> }) {
  const { t } = useTranslation();
  const count = useAppState(comparedCount);
  const hasRuns = useAppState(({ history }) => history.entries.length > 0);
  const showResult = useAppState((state) => state.showResult);
  const canCompare = count >= 2;
  const open = () => showResult('compare');
  return (
    <div className={classes.compareBar}>
      {canCompare ? (
        <Button
          ref={button}
          size="compact-md"
          leftSection={<IconArrowsDiff size={16} aria-hidden />}
          onClick={open}
        >
          {t('history.compare', { count })}
        </Button>
      ) : (
        <span className={classes.quiet}>{hasRuns && t('history.compareHint')}</span>
      )}
      <Button ref={canCompare ? null : button} variant="subtle" size="compact-sm" onClick={open}>
        {t('history.compareOthers')}
      </Button>
    </div>
  );
}

function SpeedAndQuality() {
  const { t } = useTranslation();
  const hasRuns = useAppState(({ history }) => history.entries.length > 0);
  if (!hasRuns) return null;
  return (
    <Disclosure title={t('publishedQuality.title')}>
      <PublishedQuality />
    </Disclosure>
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

/** How many runs there are, with the buttons for import and export. */
function HistoryHead({ openFiles }: { readonly openFiles: () => void }) {
  const { t } = useTranslation();
  const { exportHistory } = useServices();
  const count = useAppState(({ history }) => history.entries.length);
  const canExport = useAppState(({ history }) => history.entries.some(({ state }) => state !== 'running'));
  return (
    <div className={`${panel.head} ${classes.head}`}>
      <Title order={3}>
        {t('history.title')}
        {count > 0 && <span className={classes.count}> {t('history.count', { count })}</span>}
      </Title>
      <Group gap={2}>
        <Tooltip label={t('history.importHelp')}>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconFileImport size={16} aria-hidden />}
            onClick={openFiles}
          >
            {t('history.import')}
          </Button>
        </Tooltip>
        {canExport && (
          <Tooltip label={t('history.exportHelp')}>
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconFileExport size={16} aria-hidden />}
              onClick={() => void exportHistory()}
            >
              {t('history.export')}
            </Button>
          </Tooltip>
        )}
      </Group>
    </div>
  );
}

/** How the last import or export went, or what the storage refused. */
function HistoryReport() {
  const { t } = useTranslation();
  const { dismissHistoryReport } = useServices();
  const report = useAppState(({ history }) => history.report);
  const hasFailed = useAppState(({ history }) => history.state === 'failed');
  if (report === null) return null;
  return (
    <Callout
      severity={report.severity}
      {...(hasFailed && { title: t('history.failed') })}
      message={report.message}
      onDismiss={dismissHistoryReport}
    />
  );
}

/** How much storage is used, and whether the browser may clear it by itself. */
function StorageLine() {
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
