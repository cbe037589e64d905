import { SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { arrivalPatterns } from '../../../core/serving/load-plan.ts';
import { useAppState } from '../../store/app-context.ts';
import classes from './load.module.css';

/** How requests arrive, and what that means. */
export function PatternChoice() {
  const { t } = useTranslation();
  const helpId = useId();
  const arrivals = useAppState((state) => state.settings.arrivals);
  const changeSettings = useAppState((state) => state.changeSettings);
  return (
    <div className={classes.pattern}>
      <SegmentedControl
        size="sm"
        aria-label={t('load.arrivals')}
        aria-describedby={helpId}
        value={arrivals}
        data={arrivalPatterns.map((value) => ({ value, label: t(`load.pattern.${value}`) }))}
        onChange={(chosen) => {
          const pattern = arrivalPatterns.find((one) => one === chosen);
          if (pattern !== undefined) changeSettings({ arrivals: pattern });
        }}
      />
      <p id={helpId} className={classes.help}>
        {t(`load.patternHelp.${arrivals}`)}
      </p>
    </div>
  );
}
