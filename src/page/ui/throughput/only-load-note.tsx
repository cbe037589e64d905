import { Button } from '@mantine/core';
import { IconGauge } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './results.module.css';
import { useShowResult } from './show-result.ts';

/** In place of the chart of a run that has no sweep. */
export function OnlyLoadNote() {
  const { t } = useTranslation();
  const show = useShowResult();
  return (
    <section className={classes.onlyLoad} data-testid="only-load">
      <p>{t('load.onlyLoad')}</p>
      <Button
        variant="light"
        size="compact-sm"
        leftSection={<IconGauge size={16} aria-hidden />}
        onClick={() => show('load')}
      >
        {t('load.toLoad')}
      </Button>
    </section>
  );
}
