import { MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { batchOrders } from '../../../core/rerank/devices.ts';
import { useAppState } from '../../store/app-context.ts';
import { KeepTextSwitch } from './keep-text-switch.tsx';
import { SettingField } from './setting-field.tsx';
import { StepDownSwitch } from './step-down-switch.tsx';
import classes from './sweep.module.css';

/** Settings that most visitors never need. */
export function MoreSettings() {
  const { t } = useTranslation();
  return (
    <div className={classes.fields}>
      <SettingField name="label" label={t('sweep.label')} placeholder={t('sweep.labelPlaceholder')} />
      <SettingField
        name="threads"
        label={t('sweep.threads')}
        help={t('sweep.help.threads')}
        placeholder={t('sweep.threadsAuto')}
        inputMode="numeric"
      />
      <OrderSelect />
      <SettingField name="seed" label={t('sweep.seed')} help={t('sweep.help.seed')} inputMode="numeric" />
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

function OrderSelect() {
  const { t } = useTranslation();
  const order = useAppState((state) => state.settings.order);
  const changeSettings = useAppState((state) => state.changeSettings);
  const names = { length: t('sweep.orderLength'), input: t('sweep.orderInput') };
  return (
    <MultiSelect
      label={t('sweep.order')}
      description={t('sweep.help.order')}
      size="sm"
      data={batchOrders.map((value) => ({ value, label: names[value] }))}
      value={[...order]}
      onChange={(chosen) => {
        const next = batchOrders.filter((one) => chosen.includes(one));
        // The last one cannot be taken away: a lane has some order.
        if (next.length > 0) changeSettings({ order: next });
      }}
    />
  );
}
