import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { Callout } from '../kit/callout.tsx';

export function RunFailure() {
  const { t } = useTranslation();
  const failure = useAppState((state) => state.runFailure);
  return failure === null ? null : <Callout severity="error" title={t('chart.failed')} message={failure} />;
}
