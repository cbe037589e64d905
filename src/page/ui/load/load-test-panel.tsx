import { Loader } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { PartBoundary } from '../kit/part-boundary.tsx';
import panel from '../throughput/results.module.css';
import classes from './load-test.module.css';

/** Loaded when needed, because most visits never use its charts and tables. */
const LoadTestContent = lazy(async () => ({
  default: (await import('../later-parts.ts')).LoadTestContent,
}));

/** The load test's tab: what to send, the results, and what the planner makes of them. */
export function LoadTestPanel() {
  return (
    <div className={panel.content}>
      <PartBoundary fallback={<Missing />}>
        <Suspense fallback={<Loading />}>
          <LoadTestContent />
        </Suspense>
      </PartBoundary>
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
