import { useTranslation } from 'react-i18next';
import { CalibrateAgain } from './calibrate-again.tsx';
import { OrderSelect } from './order-select.tsx';
import { RuntimeSelect } from './runtime-select.tsx';
import { SettingField } from './setting-field.tsx';

/** What makes a lane faster or slower with the same model on the same device. */
export function SpeedSettings() {
  const { t } = useTranslation();
  return (
    <>
      <SettingField
        name="threads"
        label={t('sweep.threads')}
        help={t('speed.help.threads')}
        placeholder={t('speed.automatic')}
        inputMode="numeric"
      />
      <SettingField
        name="workers"
        label={t('speed.workers')}
        help={t('speed.help.workers')}
        placeholder={t('speed.automatic')}
        inputMode="numeric"
      />
      <SettingField
        name="tokenBudgets"
        label={t('speed.tokenBudgets')}
        help={t('speed.help.tokenBudgets')}
        placeholder={t('speed.tokenBudgetsNone')}
      />
      <SettingField
        name="paddingMultiples"
        label={t('speed.paddingMultiples')}
        help={t('speed.help.paddingMultiples')}
      />
      <CalibrateAgain />
      <RuntimeSelect />
      <OrderSelect />
    </>
  );
}
