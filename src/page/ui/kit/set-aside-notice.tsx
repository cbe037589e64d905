import { Button, Group } from '@mantine/core';
import { IconDownload, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAppState, useServices } from '../../store/app-context.ts';
import { setAsideKinds } from '../../store/set-aside-slice.ts';
import { Callout } from './callout.tsx';
import classes from './notices.module.css';

const button = { size: 'compact-sm', variant: 'default' } as const;

/** Lists what was stored and cannot be read, until the visitor has saved or deleted it. */
export function SetAsideNotice() {
  const { t } = useTranslation();
  const { saveSetAside, discardSetAside } = useServices();
  const { things, savedAs } = useAppState((state) => state.setAside);
  if (things.length === 0) return null;
  const isSaved = savedAs !== null;
  return (
    <Callout
      severity={isSaved ? 'info' : 'warning'}
      message={
        isSaved
          ? { key: 'notice.setAside.saved', values: { file: savedAs } }
          : { key: 'notice.setAside.told' }
      }
      {...(isSaved && { onDismiss: () => void discardSetAside() })}
    >
      <div className={classes.aside}>
        {!isSaved && <Things />}
        <Group gap={8}>
          <Button
            {...button}
            leftSection={<IconDownload size={15} aria-hidden />}
            onClick={() => void saveSetAside()}
          >
            {t(isSaved ? 'notice.setAside.saveAgain' : 'notice.setAside.save')}
          </Button>
          {!isSaved && (
            <Button
              {...button}
              leftSection={<IconTrash size={15} aria-hidden />}
              onClick={() => void discardSetAside()}
            >
              {t('notice.setAside.delete')}
            </Button>
          )}
        </Group>
      </div>
    </Callout>
  );
}

/** A line for each kind: what was set aside, and what is used instead. */
function Things() {
  const { t } = useTranslation();
  const { things } = useAppState((state) => state.setAside);
  return (
    <ul className={classes.things} aria-label={t('notice.setAside.list')}>
      {setAsideKinds.map((what) => {
        const count = things.filter((thing) => thing.what === what).length;
        return count > 0 && <li key={what}>{t(`notice.setAside.${what}`, { count })}</li>;
      })}
    </ul>
  );
}
