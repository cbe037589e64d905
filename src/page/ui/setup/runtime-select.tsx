import { MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { runtimeChoices } from '../../../core/rerank/devices.ts';
import { useAppState } from '../../store/app-context.ts';

/** The builds of ONNX Runtime to measure with, each a lane. */
export function RuntimeSelect() {
  const { t } = useTranslation();
  const runtime = useAppState((state) => state.settings.runtime);
  const changeSettings = useAppState((state) => state.changeSettings);
  return (
    <MultiSelect
      label={t('speed.runtime')}
      description={t('speed.help.runtime')}
      size="sm"
      data={runtimeChoices.map((value) => ({ value, label: t(`speed.build.${value}`) }))}
      value={[...runtime]}
      onChange={(chosen) => {
        const next = runtimeChoices.filter((one) => chosen.includes(one));
        // With none left, the page chooses.
        changeSettings({ runtime: next.length > 0 ? next : ['auto'] });
      }}
    />
  );
}
