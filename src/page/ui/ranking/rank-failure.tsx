import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../core/settings/settings.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import type { RankOffer } from '../../store/ranking-slice.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { Callout } from '../kit/callout.tsx';
import classes from './ranking.module.css';

/** Why there is no ranking, and what can be done about it with one press. */
export function RankFailure() {
  const { t } = useTranslation();
  const job = useAppState(({ rankJob }) => (rankJob.state === 'failed' ? rankJob : null));
  if (job === null) return null;
  return (
    <>
      <Callout severity="error" title={t('ranking.failed')} message={job.message} />
      {job.offers !== undefined && <RankOffers offers={job.offers} />}
    </>
  );
}

function RankOffers({ offers }: { readonly offers: readonly RankOffer[] }) {
  const { t } = useTranslation();
  const { rank } = useServices();
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  const maxLength = useAppState((state) => state.settings.maxLength);
  const changeSettings = useAppState((state) => state.changeSettings);
  // Max length may have been made shorter since.
  const live = offers.filter((offer) => offer.kind !== 'max-length' || offer.maxLength < maxLength);
  if (live.length === 0) return null;
  const names = (offer: RankOffer): string => {
    switch (offer.kind) {
      case 'max-length':
        return t('stepDown.rankWithMaxLength', { maxLength: offer.maxLength });
      case 'dtype':
        return t('stepDown.rankWithDtype', { dtype: offer.dtype });
      case 'step-down':
        return t('stepDown.rankWithSteps');
      default:
        return offer satisfies never;
    }
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div className={classes.offers} role="group" aria-label={t('stepDown.offers')}>
      {live.map((offer) => (
        <Button
          key={offer.kind}
          size="xs"
          variant="light"
          disabled={isRunning}
          onClick={() => {
            changeSettings(changeOf(offer));
            void rank();
          }}
        >
          {names(offer)}
        </Button>
      ))}
    </div>
  );
}

function changeOf(offer: RankOffer): Partial<Settings> {
  switch (offer.kind) {
    case 'max-length':
      return { maxLength: offer.maxLength };
    case 'dtype':
      return { dtype: [offer.dtype] };
    case 'step-down':
      return { stepDown: true };
    default:
      return offer satisfies never;
  }
}
