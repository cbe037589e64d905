import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import classes from './sweep.module.css';

/** Whether Rank goes on with smaller batches by itself where memory runs out. */
export function StepDownSwitch() {
  const { t } = useTranslation();
  const stepDown = useAppState((state) => state.settings.stepDown);
  const changeSettings = useAppState((state) => state.changeSettings);
  return (
    <Switch
      className={classes.wide ?? ''}
      size="sm"
      label={t('stepDown.setting')}
      description={t('stepDown.settingHelp')}
      checked={stepDown}
      onChange={(event) => changeSettings({ stepDown: event.currentTarget.checked })}
    />
  );
}
