import { useTranslation } from 'react-i18next';
import { useAppState, useServices } from '../../store/app-context.ts';
import { Callout } from '../kit/callout.tsx';

/** How the last import or export went, or what the storage refused. */
export function HistoryReport() {
  const { t } = useTranslation();
  const { dismissHistoryReport } = useServices();
  const report = useAppState(({ history }) => history.report);
  const hasFailed = useAppState(({ history }) => history.state === 'failed');
  if (report === null) return null;
  return (
    <Callout
      severity={report.severity}
      {...(hasFailed && { title: t('history.failed') })}
      message={report.message}
      onDismiss={dismissHistoryReport}
    />
  );
}
