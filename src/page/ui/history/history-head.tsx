import { Button, Group, Title, Tooltip } from '@mantine/core';
import { IconFileExport, IconFileImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAppState, useServices } from '../../store/app-context.ts';
import classes from './history.module.css';

/** How many runs there are, and their ways in and out. */
export function HistoryHead({ openFiles }: { readonly openFiles: () => void }) {
  const { t } = useTranslation();
  const { exportHistory } = useServices();
  const count = useAppState(({ history }) => history.entries.length);
  const canExport = useAppState(({ history }) => history.entries.some(({ state }) => state !== 'running'));
  return (
    <div className={classes.head}>
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
