import { ActionIcon } from '@mantine/core';
import { IconFileAlert, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './history.module.css';

/** An entry of which nothing can be shown; there is no undo, since nothing is lost. */
export function UnreadableRun({ onRemove }: { readonly onRemove: () => void }) {
  const { t } = useTranslation();
  const label = t('history.removeUnreadable');
  return (
    <li className={classes.gone} data-testid="unreadable-run">
      <IconFileAlert size={16} aria-hidden />
      <span>{t('history.unreadable')}</span>
      <ActionIcon
        variant="subtle"
        color="gray"
        c="dimmed"
        aria-label={label}
        title={label}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </li>
  );
}
