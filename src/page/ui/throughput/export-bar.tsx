import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconChevronDown,
  IconCopy,
  IconDownload,
  IconFile,
  IconFileTypeCsv,
  IconJson,
  IconLink,
  IconMarkdown,
  IconPhoto,
  IconSend,
  IconShare,
  IconVector,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { browserWords } from '../../../core/document/browser-words.ts';
import { type RecordFormat, recordFormats, wholeFormats } from '../../../core/document/record-formats.ts';
import type { RunDraft } from '../../../core/document/run-draft.ts';
import { isSuspect } from '../../../core/document/suspect-lane.ts';
import { deviceKinds } from '../../../core/rerank/devices.ts';
import { formatOf } from '../../../core/texts/format.ts';
import { sampleWords } from '../../../core/texts/sample-words.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import type { CopyOutcome } from '../../store/services.ts';
import { shownDraft, shownRecord } from '../../store/shown-run-slice.ts';
import type { CardTheme } from '../charts/card-drawing.ts';
import type { PictureWords } from '../charts/chart-picture.ts';
import { laterPart } from '../kit/later-part.tsx';
import { laneName, measuredTitle } from '../kit/names.ts';
import { Tooltip } from '../kit/tooltip.tsx';
import { CopyByHand, useCopying } from './copying.tsx';
import classes from './results.module.css';

const SubmitDialog = laterPart(async () => (await import('../devices/submit-dialog.tsx')).SubmitDialog);

/** Exports of the run on show: a link, and a menu of all that can be saved or copied. */
export function ExportBar() {
  const { t } = useTranslation();
  const { copyLink } = useServices();
  const hasRecord = useAppState((state) => shownRecord(state) !== null);
  const isLink = useAppState((state) => state.shownRun?.source === 'link');
  const isOver = useAppState((state) => {
    const draft = shownDraft(state);
    return draft !== null && draft.state !== 'running';
  });
  const { tell, byHand, closeByHand } = useCopying();
  const [isSubmitting, setSubmitting] = useState(false);
  if (!isOver || !(hasRecord || isLink)) return null;
  return (
    <section className={classes.exportBar} aria-label={t('exports.label')}>
      <Tooltip label={t('exports.copyLinkHelp')}>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconLink size={16} aria-hidden />}
          onClick={async () => tell(await copyLink(), t('exports.linkCopied'))}
        >
          {t('exports.copyLink')}
        </Button>
      </Tooltip>
      <ExportMenu hasRecord={hasRecord} tell={tell} submit={() => setSubmitting(true)} />
      <SubmitDialog isOpen={isSubmitting} close={() => setSubmitting(false)} />
      <CopyByHand text={byHand} onClose={closeByHand} />
    </section>
  );
}

interface ExportMenuProps {
  /** A run from a link has no record, but its chart can be saved. */
  readonly hasRecord: boolean;
  readonly tell: (outcome: CopyOutcome, done: string) => void;
  /** Opens the dialog that shows what would be sent to the collection. */
  readonly submit: () => void;
}

const fileIcons: Partial<Record<RecordFormat, typeof IconFile>> = {
  json: IconJson,
  csv: IconFileTypeCsv,
  loadCsv: IconFileTypeCsv,
  md: IconMarkdown,
};
const files = Object.keys(recordFormats) as readonly RecordFormat[];
/** Starts with Markdown, which suits a chat or an issue and is copied most. */
const copies = wholeFormats.toReversed();

/** Whether a run has both cells and load tests. A run with load tests only has them in its one CSV. */
const hasTwoTables = (draft: RunDraft | null): boolean =>
  (draft?.loadTests ?? []).length > 0 && (draft?.lanes ?? []).some(({ cells }) => cells.length > 0);

function ExportMenu({ hasRecord, tell, submit }: ExportMenuProps) {
  const { t } = useTranslation();
  const { exportRecord, copyRecord } = useServices();
  const draft = useAppState(shownDraft);
  const isOffered = (format: RecordFormat) => format !== 'loadCsv' || hasTwoTables(draft);
  const savePicture = useChartPicture();
  const saveCard = useShareCard();
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconDownload size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {t('exports.menu')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('exports.files')}</Menu.Label>
        {hasRecord &&
          files.filter(isOffered).map((format) => {
            const Icon = fileIcons[format] ?? IconFile;
            return (
              <Menu.Item
                key={format}
                leftSection={<Icon size={17} aria-hidden />}
                onClick={() => exportRecord(format)}
              >
                {t(`exports.file.${format}`)}
              </Menu.Item>
            );
          })}
        {draft !== null &&
          (['png', 'svg'] as const).map((extension) => (
            <Menu.Item
              key={extension}
              leftSection={
                extension === 'png' ? (
                  <IconPhoto size={17} aria-hidden />
                ) : (
                  <IconVector size={17} aria-hidden />
                )
              }
              onClick={({ currentTarget }) => void savePicture(currentTarget.ownerDocument, draft, extension)}
            >
              {t(`exports.${extension}`)}
            </Menu.Item>
          ))}
        {draft !== null &&
          (['light', 'dark'] as const).map((theme) => (
            <Menu.Item
              key={theme}
              leftSection={<IconShare size={17} aria-hidden />}
              onClick={({ currentTarget }) => void saveCard(currentTarget.ownerDocument, draft, theme)}
            >
              {t(theme === 'light' ? 'exports.cardLight' : 'exports.cardDark')}
            </Menu.Item>
          ))}
        {hasRecord && (
          <>
            <Menu.Divider />
            <Menu.Label>{t('exports.clipboard')}</Menu.Label>
            {copies.map((format) => (
              <Menu.Item
                key={format}
                leftSection={<IconCopy size={17} aria-hidden />}
                onClick={async () => tell(await copyRecord(format), t('exports.copied'))}
              >
                {t('exports.copyAs', { format: recordFormats[format].name })}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item leftSection={<IconSend size={17} aria-hidden />} onClick={submit}>
              {t('exports.submit')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Saves the chart on the page as a picture. */
function useChartPicture(): (page: Document, draft: RunDraft, extension: 'svg' | 'png') => Promise<void> {
  const { t } = useTranslation();
  const { exportPicture } = useServices();
  const words = usePictureWords();
  return async (page, draft, extension) => {
    try {
      const { chartPicture, pictureToPng } = await import('../charts/chart-picture.ts');
      const chart = page.getElementById('results');
      const picture = chart && chartPicture(chart, words(draft));
      if (!picture) throw new Error('There is no chart on the page.');
      const file =
        extension === 'svg'
          ? new Blob([picture.svg], { type: 'image/svg+xml' })
          : await pictureToPng(picture, page);
      exportPicture(file, extension);
    } catch (error) {
      console.warn(error);
      notifications.show({ message: t('exports.pictureFailed'), color: 'red' });
    }
  };
}

/** Saves the run's share card. */
function useShareCard(): (page: Document, draft: RunDraft, theme: CardTheme) => Promise<void> {
  const { t, i18n } = useTranslation();
  const { exportPicture } = useServices();
  const isLink = useAppState((state) => state.shownRun?.source === 'link');
  return async (page, draft, theme) => {
    try {
      const { shareCard } = await import('./share-card.ts');
      const card = await shareCard(page, { draft, isLink, texts: i18n, theme });
      if (card === null) notifications.show({ message: t('exports.noCard') });
      else exportPicture(card, 'card.png');
    } catch (error) {
      console.warn(error);
      notifications.show({ message: t('exports.pictureFailed'), color: 'red' });
    }
  };
}

/** The texts around a picture of the run's chart. */
function usePictureWords(): (draft: RunDraft) => PictureWords {
  const { t, i18n } = useTranslation();
  return (draft) => {
    const { settings, environment, lanes, label, startedAt, input, app } = draft;
    const { adapter, browser, os } = environment;
    const onGpu = lanes.some(({ device, deviceUsed }) => deviceKinds[deviceUsed ?? device].hasAdapter);
    const threaded = lanes.find(({ device, threads }) => deviceKinds[device].usesThreads && threads !== null);
    const suspect = lanes.filter(isSuspect).map((lane) => laneName(lane));
    const gpu =
      onGpu && adapter !== null
        ? adapter.isSoftware
          ? t('shownRun.softwareGpu', { name: adapter.name })
          : adapter.name
        : null;
    return {
      title: [measuredTitle(draft, t), label].filter((part) => part !== undefined).join(' · '),
      facts: [
        gpu,
        threaded?.threads
          ? t('picture.lane', {
              lane: deviceKinds[threaded.device].name,
              threads: t('summary.threads', { count: threaded.threads }),
            })
          : null,
        browserWords(browser),
        os,
        formatOf(i18n.language).date(startedAt),
        t('picture.maxLength', { tokens: settings.maxLength }),
        input.sample === undefined
          ? t('picture.ownText')
          : t('picture.sample', { name: sampleWords(input.sample, i18n) }),
      ].filter((fact) => fact !== null),
      footer: [
        app.version === '' ? t('picture.appPlain') : t('picture.app', { version: app.version }),
        ...(suspect.length > 0 ? [t('picture.suspect', { lanes: suspect.join(', ') })] : []),
      ].join(' · '),
    };
  };
}
