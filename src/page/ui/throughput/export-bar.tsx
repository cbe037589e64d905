import { Button, Tooltip } from '@mantine/core';
import { IconDownload, IconLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAppState, useServices } from '../../store/app-context.ts';
import { shownDraft, shownRecord } from '../../store/shown-run-slice.ts';
import { CopyByHand } from './copy-by-hand.tsx';
import classes from './export.module.css';
import { ExportMenu } from './export-menu.tsx';
import { useCopying } from './use-copying.ts';

/** Everything that carries the run on show out of the page: a link, the JSON file, and the menu of all other forms. */
export function ExportBar() {
  const { t } = useTranslation();
  const { copyLink, exportRecord } = useServices();
  const hasRecord = useAppState((state) => shownRecord(state) !== null);
  const isLink = useAppState((state) => state.shownRun?.source === 'link');
  const isOver = useAppState((state) => {
    const draft = shownDraft(state);
    return draft !== null && draft.state !== 'running';
  });
  const { tell, byHand, closeByHand } = useCopying();
  if (!isOver || !(hasRecord || isLink)) return null;
  return (
    <section className={classes.bar} aria-label={t('exports.label')}>
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
      {hasRecord && (
        <Tooltip label={t('table.saveHelp')}>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => exportRecord('json')}
          >
            {t('table.save')}
          </Button>
        </Tooltip>
      )}
      <ExportMenu hasRecord={hasRecord} tell={tell} />
      <CopyByHand text={byHand} onClose={closeByHand} />
    </section>
  );
}
