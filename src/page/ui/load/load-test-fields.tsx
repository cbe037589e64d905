import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { policies } from '../../../core/serving/batch-rule.ts';
import { shareOfCapacity } from '../../../core/settings/load-test-plan.ts';
import { useAppState } from '../../store/app-context.ts';
import { useFormat } from '../kit/use-texts.ts';
import { SettingField } from '../setup/setting-field.tsx';
import classes from './load-test.module.css';

/** The settings that every visitor may want to change, as far as the chosen arrivals have them. */
export function LoadTestFields() {
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

/** The settings of a load test that most visitors never need. */
export function MoreLoadTestFields() {
  const { t } = useTranslation();
  const arrivals = useAppState((state) => state.settings.arrivals);
  return (
    <>
      <PolicyChoice />
      {arrivals !== 'closed' && (
        <SettingField
          name="rampTo"
          label={t('load.field.rampTo')}
          help={t('load.help.rampTo')}
          placeholder={t('load.noRamp')}
          inputMode="decimal"
        />
      )}
      <SettingField
        name="batchTokens"
        label={t('load.field.batchTokens')}
        help={t('load.help.batchTokens')}
        placeholder={t('load.noLimit')}
        inputMode="numeric"
      />
      {(['lookAhead', 'timeout', 'queueLimit', 'maxArrivals', 'tailPercentile', 'tailLatency'] as const).map(
        (name) => (
          <SettingField
            key={name}
            name={name}
            label={t(`load.field.${name}`)}
            help={t(`load.help.${name}`)}
            inputMode="numeric"
          />
        ),
      )}
      <SettingField name="seed" label={t('sweep.seed')} help={t('load.help.seed')} inputMode="numeric" />
    </>
  );
}

function PolicyChoice() {
  const { t } = useTranslation();
  const chosen = useAppState((state) => state.settings.policies);
  const changeSettings = useAppState((state) => state.changeSettings);
  return (
    <Checkbox.Group
      className={classes.wide ?? ''}
      label={t('load.field.policies')}
      value={[...chosen]}
      onChange={(values) => {
        const next = policies.filter((one) => values.includes(one));
        // The last one stays, because a load test needs a policy.
        if (next.length > 0) changeSettings({ policies: next });
      }}
    >
      <div className={classes.policies}>
        {policies.map((policy) => (
          <Checkbox key={policy} size="sm" value={policy} label={t(`load.policy.${policy}`)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
