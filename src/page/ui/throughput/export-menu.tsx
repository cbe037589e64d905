import { ActionIcon, Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconCopy,
  IconFileTypeCsv,
  IconJson,
  IconMarkdown,
  IconPhoto,
  IconVector,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RunDraft } from '../../../core/document/run-draft.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import type { CopyOutcome, RecordFormat } from '../../store/export-services.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { useChartPicture } from './use-chart-picture.ts';

interface ExportMenuProps {
  /** A run from a link has no record; its chart can still be saved. */
  readonly hasRecord: boolean;
  readonly tell: (outcome: CopyOutcome, done: string) => void;
}

const fileIcons = {
  json: IconJson,
  csv: IconFileTypeCsv,
  loadCsv: IconFileTypeCsv,
  markdown: IconMarkdown,
} as const;
const copyWords = { markdown: 'copyMarkdown', csv: 'copyCsv', json: 'copyJson' } as const;
const files = Object.keys(fileIcons) as readonly RecordFormat[];
const copies = Object.keys(copyWords) as readonly (keyof typeof copyWords)[];

/** A run of load tests alone has them in its one CSV. */
const hasTwoTables = (draft: RunDraft | null): boolean =>
  (draft?.loadTests ?? []).length > 0 && (draft?.lanes ?? []).some(({ cells }) => cells.length > 0);

export function ExportMenu({ hasRecord, tell }: ExportMenuProps) {
  const { t } = useTranslation();
  const { exportRecord, copyRecord } = useServices();
  const draft = useAppState(shownDraft);
  const isOffered = (format: RecordFormat) => format !== 'loadCsv' || hasTwoTables(draft);
  const savePicture = useChartPicture();
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" size="md" aria-label={t('exports.menu')} title={t('exports.menu')}>
          <IconChevronDown size={17} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('exports.files')}</Menu.Label>
        {hasRecord &&
          files.filter(isOffered).map((format) => {
            const Icon = fileIcons[format];
            return (
              <Menu.Item
                key={format}
                leftSection={<Icon size={17} aria-hidden />}
                onClick={() => exportRecord(format)}
              >
                {t(`exports.${format}`)}
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
                {t(`exports.${copyWords[format]}`)}
              </Menu.Item>
            ))}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
