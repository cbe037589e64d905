import { Button, Tooltip } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState, useServices } from '../../store/app-context.ts';
import classes from './sweep.module.css';

/** Forgets the threads and sessions that were found on this device; of use only while neither is set, for a model that is calibrated. */
export function CalibrateAgain() {
  const { t } = useTranslation();
  const { forgetCalibrations } = useServices();
  const isAutomatic = useAppState(
    ({ settings }) =>
      settings.threads === null && settings.workers === null && !settings.model.startsWith('builtin:'),
  );
  const [isForgotten, setIsForgotten] = useState(false);
  if (!isAutomatic) return null;
  return (
    <div className={classes.wide}>
      <Tooltip label={t('calibration.againHelp')} position="top-start">
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconRefresh size={14} />}
          onClick={async () => {
            await forgetCalibrations();
            setIsForgotten(true);
          }}
        >
          {t('calibration.again')}
        </Button>
      </Tooltip>
      <span role="status" className={classes.forgotten}>
        {isForgotten && t('calibration.forgotten')}
      </span>
    </div>
  );
}
