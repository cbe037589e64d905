import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './input.module.css';
import type { DocumentCommands } from './use-document-commands.ts';

interface DocumentActionsProps {
  readonly id: string;
  readonly place: number;
  readonly isLast: boolean;
  /** Only one row's buttons are on Tab's way. */
  readonly isTabStop: boolean;
  readonly commands: DocumentCommands;
}

export function DocumentActions({ id, place, isLast, isTabStop, commands }: DocumentActionsProps) {
  const { t } = useTranslation();
  const shared = {
    size: 24,
    variant: 'subtle',
    color: 'gray',
    c: 'dimmed',
    tabIndex: isTabStop ? 0 : -1,
  } as const;
  const number = { place: place + 1 };
  const labels = {
    up: t('documents.moveUp', number),
    down: t('documents.moveDown', number),
    remove: t('documents.remove', number),
  };
  return (
    <span className={classes.actions}>
      <ActionIcon
        {...shared}
        disabled={place === 0}
        aria-label={labels.up}
        title={labels.up}
        onClick={() => commands.move(id, place - 1)}
      >
        <IconArrowUp size={15} />
      </ActionIcon>
      <ActionIcon
        {...shared}
        disabled={isLast}
        aria-label={labels.down}
        title={labels.down}
        onClick={() => commands.move(id, place + 1)}
      >
        <IconArrowDown size={15} />
      </ActionIcon>
      <ActionIcon
        {...shared}
        aria-label={labels.remove}
        title={labels.remove}
        onClick={() => commands.remove(id, place)}
      >
        <IconX size={15} />
      </ActionIcon>
    </span>
  );
}
