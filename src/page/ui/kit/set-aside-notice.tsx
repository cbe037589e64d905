import { Button, Group } from '@mantine/core';
import { IconDownload, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAppState, useServices } from '../../store/app-context.ts';
import { setAsideKinds } from '../../store/set-aside-slice.ts';
import { Callout } from './callout.tsx';
import classes from './notices.module.css';

/** Tells of what was stored and cannot be read, until the visitor has saved or deleted it. */
export function SetAsideNotice() {
  const { t } = useTranslation();
  const { saveSetAside, discardSetAside } = useServices();
  const { things, savedAs } = useAppState((state) => state.setAside);
  if (things.length === 0) return null;
  const kinds = setAsideKinds.flatMap((what) => {
    const count = things.filter((thing) => thing.what === what).length;
    return count > 0 ? [{ what, count }] : [];
  });
  const button = { size: 'compact-sm', variant: 'default' } as const;
  return (
    <Callout
      severity={savedAs === null ? 'warning' : 'info'}
      message={
        savedAs === null
          ? { key: 'notice.setAside.told' }
          : { key: 'notice.setAside.saved', values: { file: savedAs } }
      }
      {...(savedAs !== null && { onDismiss: () => void discardSetAside() })}
    >
      <ul className={classes.things} aria-label={t('notice.setAside.list')}>
        {kinds.map(({ what, count }) => (
          <li key={what}>{t(`notice.setAside.${what}`, { count })}</li>
        ))}
      </ul>
      <Group gap={8} mt={6}>
        <Button
          {...button}
          leftSection={<IconDownload size={15} aria-hidden />}
          onClick={() => void saveSetAside()}
        >
          {t(savedAs === null ? 'notice.setAside.save' : 'notice.setAside.saveAgain')}
        </Button>
        {savedAs === null && (
          <Button
            {...button}
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={() => void discardSetAside()}
          >
            {t('notice.setAside.delete')}
          </Button>
        )}
      </Group>
    </Callout>
  );
}
