import { Button, Tooltip } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toJudged } from '../../jobs/judge-run.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { roundsToOffer } from './rounds-to-offer.ts';

/** Offers the rounds that would likely decide what is not yet sure, where the run can still go on. */
export function MoreRoundsButton() {
  const canGoOn = useAppState(
    ({ canAddRounds, runState, shownRun }) => canAddRounds && shownRun === null && !isRunUnderWay(runState),
  );
  return canGoOn ? <Offer /> : null;
}

function Offer() {
  const { t } = useTranslation();
  const { moreRounds } = useServices();
  const draft = useAppState((state) => state.draft);
  const rounds = useMemo(
    () => draft && roundsToOffer(draft.recommendations, draft.lanes.map(toJudged)),
    [draft],
  );
  if (rounds === null) return null;
  return (
    <Tooltip label={t('recommendation.moreHelp')}>
      <Button
        variant="light"
        size="compact-sm"
        leftSection={<IconRepeat size={15} aria-hidden />}
        onClick={() => void moreRounds(rounds)}
      >
        {t('recommendation.more', { count: rounds })}
      </Button>
    </Tooltip>
  );
}
