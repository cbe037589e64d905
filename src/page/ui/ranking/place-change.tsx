import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../kit/use-format.ts';
import classes from './ranking.module.css';

/** ▲3, ▼1 or =, with the old place beneath. */
export function PlaceChange({
  oldPlace,
  newPlace,
}: {
  readonly oldPlace: number;
  readonly newPlace: number;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const rise = oldPlace - newPlace;
  const steps = { count: Math.abs(rise), place: oldPlace };
  const words = rise > 0 ? t('ranking.up', steps) : rise < 0 ? t('ranking.down', steps) : t('ranking.same');
  const sign = rise > 0 ? '▲' : rise < 0 ? '▼' : '=';
  return (
    <span className={classes.change} data-direction={Math.sign(rise)}>
      <span aria-hidden>{rise === 0 ? sign : `${sign}${format.count(steps.count)}`}</span>
      {rise !== 0 && (
        <span className={classes.was} aria-hidden>
          {t('ranking.was', { place: oldPlace })}
        </span>
      )}
      <VisuallyHidden>{words}</VisuallyHidden>
    </span>
  );
}
