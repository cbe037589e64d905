import { Button, Tooltip } from '@mantine/core';
import { IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAppState, useServices } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';

/** Starts the load test; while it runs, the same button stops it. */
export function StartLoadButton() {
  const { t } = useTranslation();
  const { loadTest, stop } = useServices();
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  const isLoadTest = useAppState((state) => state.task === 'load-test');
  const isStopping = useAppState((state) => state.progress?.phase === 'stopping');
  if (isRunning && isLoadTest) {
    return (
      <Button
        color="red"
        variant="light"
        disabled={isStopping}
        leftSection={<IconPlayerStopFilled size={16} aria-hidden />}
        onClick={stop}
      >
        {isStopping ? t('load.stopping') : t('load.stop')}
      </Button>
    );
  }
  return (
    <Tooltip label={isRunning ? t('load.busy') : t('load.startHelp')}>
      <Button
        // Not `disabled`: a button that says why it waits must still take the focus.
        {...(isRunning && { 'data-disabled': true })}
        aria-disabled={isRunning}
        leftSection={<IconPlayerPlayFilled size={16} aria-hidden />}
        onClick={() => {
          if (!isRunning) void loadTest();
        }}
      >
        {t('load.start')}
      </Button>
    </Tooltip>
  );
}
