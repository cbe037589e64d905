import { useTranslation } from 'react-i18next';
import { KeepTextSwitch } from './keep-text-switch.tsx';
import { SettingField } from './setting-field.tsx';
import { SpeedSettings } from './speed-settings.tsx';
import { StepDownSwitch } from './step-down-switch.tsx';
import classes from './sweep.module.css';

/** Settings that most visitors never need. */
export function MoreSettings() {
  const { t } = useTranslation();
  return (
    <div className={classes.fields}>
      <SettingField name="label" label={t('sweep.label')} placeholder={t('sweep.labelPlaceholder')} />
      <SettingField name="seed" label={t('sweep.seed')} help={t('sweep.help.seed')} inputMode="numeric" />
      <SpeedSettings />
      <SettingField
        name="host"
        label={t('sweep.host')}
        help={t('sweep.help.host')}
        inputMode="url"
        onFinish
        className={classes.wide}
      />
      <StepDownSwitch />
      <KeepTextSwitch />
    </div>
  );
}
