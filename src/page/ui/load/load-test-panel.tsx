import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { laterPart } from '../kit/later-part.tsx';
import panel from '../throughput/results.module.css';
import classes from './load-test.module.css';

/** Loaded when needed, because most visits never use its charts and tables. */
const LoadTestContent = laterPart(
  async () => (await import('../later-parts.ts')).LoadTestContent,
  <Loading />,
  <Missing />,
);

/** The load test's tab: what to send, the results, and what the planner makes of them. */
export function LoadTestPanel() {
  return (
    <div className={panel.content}>
      <LoadTestContent />
    </div>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <p className={classes.loading} role="status">
      <Loader size="xs" aria-hidden /> {t('load.preparing')}
    </p>
  );
}

function Missing() {
  const { t } = useTranslation();
  return (
    <p className={classes.loading} role="alert">
      {t('load.partMissing')}
    </p>
  );
}
