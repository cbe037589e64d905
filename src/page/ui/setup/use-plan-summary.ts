import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { defaultDevice } from '../../store/machine-slice.ts';
import { type PlanSummary, planSummary } from './plan-summary.ts';

/** What a sweep with the settings of the moment would do, its lanes named in the visitor's language. */
export function usePlanSummary(): PlanSummary {
  const { t } = useTranslation();
  const settings = useAppState((state) => state.settings);
  const documents = useAppState((state) => state.input.documents.length);
  const unsetDevice = useAppState((state) => defaultDevice(state.machine));
  return useMemo(
    () =>
      planSummary(settings, documents, unsetDevice, {
        runtime: (choice) => t(`speed.build.${choice}`),
        order: (order) => t(`laneOrder.${order}`),
        padding: (multiple) => t('speed.paddedTo', { count: multiple }),
      }),
    [settings, documents, unsetDevice, t],
  );
}
