import { Button } from '@mantine/core';
import { IconArrowsSort, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAppState, useServices } from '../../store/app-context.ts';
import { isRankUnderWay } from '../../store/ranking-slice.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { Tooltip } from '../kit/tooltip.tsx';
import { useShortcutNames } from '../kit/use-texts.ts';

/** Starts the ranking; while it goes on, the same button cancels it. */
export function RankButton() {
  const { t } = useTranslation();
  const { rank, cancelRank } = useServices();
  const shortcut = useShortcutNames().rank;
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  const isRanking = useAppState((state) => isRankUnderWay(state.rankJob));
  if (isRanking) {
    return (
      <Button variant="default" fullWidth leftSection={<IconX size={16} aria-hidden />} onClick={cancelRank}>
        {t('actions.cancelRank')}
      </Button>
    );
  }
  return (
    <Tooltip label={isRunning ? t('actions.rankBusy') : t('actions.rankHelp', { shortcut })}>
      <Button
        variant="light"
        fullWidth
        // Not `disabled`, because a button that explains why it waits must still take the focus.
        {...(isRunning && { 'data-disabled': true })}
        aria-disabled={isRunning}
        leftSection={<IconArrowsSort size={16} aria-hidden />}
        onClick={() => {
          if (!isRunning) void rank();
        }}
      >
        {t('actions.rank')}
      </Button>
    </Tooltip>
  );
}
