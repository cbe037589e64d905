import { Button, Tooltip } from '@mantine/core';
import { IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAppState, useServices } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { useShortcutNames } from '../kit/use-shortcut-names.ts';
import classes from './actions.module.css';

/** Starts the sweep; while it runs, the same button stops it. */
export function RunButton() {
  const { t } = useTranslation();
  const { run, stop } = useServices();
  const shortcut = useShortcutNames().run;
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  const isStopping = useAppState((state) => state.progress?.phase === 'stopping');
  if (isRunning) {
    return (
      <Tooltip label={t('actions.stopHelp', { shortcut })}>
        <Button
          className={classes.main ?? ''}
          color="red"
          variant="light"
          disabled={isStopping}
          leftSection={<IconPlayerStopFilled size={16} aria-hidden />}
          onClick={stop}
        >
          {isStopping ? t('actions.stopping') : t('actions.stop')}
        </Button>
      </Tooltip>
    );
  }
  return (
    <Tooltip label={t('actions.runHelp', { shortcut })}>
      <Button
        className={classes.main ?? ''}
        leftSection={<IconPlayerPlayFilled size={16} aria-hidden />}
        onClick={() => void run()}
      >
        {t('actions.run')}
      </Button>
    </Tooltip>
  );
}
