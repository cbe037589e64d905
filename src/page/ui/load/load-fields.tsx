import { useTranslation } from 'react-i18next';
import { shareOfCapacity } from '../../../core/settings/load-test-plan.ts';
import { useAppState } from '../../store/app-context.ts';
import { useFormat } from '../kit/use-format.ts';
import { SettingField } from '../setup/setting-field.tsx';

/** The settings that every visitor may want to change; only those that the chosen arrivals have. */
export function LoadFields() {
  const { t } = useTranslation();
  const format = useFormat();
  const arrivals = useAppState((state) => state.settings.arrivals);
  const share = format.percent(shareOfCapacity);
  return (
    <>
      {arrivals === 'closed' ? (
        <SettingField
          name="clients"
          label={t('load.field.clients')}
          help={t('load.help.clients')}
          inputMode="numeric"
        />
      ) : (
        <SettingField
          name="rate"
          label={t('load.field.rate')}
          help={t('load.help.rate', { share })}
          placeholder={t('load.automaticRate', { share })}
          inputMode="decimal"
        />
      )}
      {arrivals === 'bursts' && (
        <SettingField
          name="burstSize"
          label={t('load.field.burstSize')}
          help={t('load.help.burstSize')}
          inputMode="numeric"
        />
      )}
      {(['duration', 'pairsPerRequest', 'maxBatch', 'maxWait'] as const).map((name) => (
        <SettingField
          key={name}
          name={name}
          label={t(`load.field.${name}`)}
          help={t(`load.help.${name}`)}
          inputMode={name === 'pairsPerRequest' ? 'text' : 'numeric'}
        />
      ))}
    </>
  );
}
