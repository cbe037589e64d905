import { Button } from '@mantine/core';
import { IconTestPipe2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './compare.module.css';
import { useTwinOffers } from './use-twin-offers.ts';

/** "Compare with the real model", where runs of a twin and of its real model are at hand. */
export function TwinOfferList() {
  const { t } = useTranslation();
  const { offers, accept } = useTwinOffers();
  return offers.map((offer) => (
    <div key={offer.twinModel} className={classes.twin} data-testid="twin-offer">
      <IconTestPipe2 size={18} aria-hidden />
      <div>
        <p>{t('twinCompare.offer', { twin: offer.twinModel, real: offer.realModel })}</p>
        <Button variant="light" size="compact-sm" onClick={() => accept(offer)}>
          {t('twinCompare.compare')}
        </Button>
      </div>
    </div>
  ));
}
