import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import classes from './sweep.module.css';

/** Whether the record holds the texts that were measured, and not only their number and fingerprint. */
export function KeepTextSwitch() {
  const { t } = useTranslation();
  const keepText = useAppState((state) => state.settings.keepText);
  const changeSettings = useAppState((state) => state.changeSettings);
  return (
    <Switch
      className={classes.wide ?? ''}
      size="sm"
      label={t('keepText.setting')}
      description={t('keepText.settingHelp')}
      checked={keepText}
      onChange={(event) => changeSettings({ keepText: event.currentTarget.checked })}
    />
  );
}
