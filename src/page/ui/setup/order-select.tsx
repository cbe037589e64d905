import { MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { batchOrders } from '../../../core/rerank/devices.ts';
import { useAppState } from '../../store/app-context.ts';

/** The orders in which pairs go into batches, each a lane. */
export function OrderSelect() {
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
