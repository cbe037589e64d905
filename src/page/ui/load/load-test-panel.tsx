import { Loader } from '@mantine/core';
import { Component, lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import panel from '../throughput/results.module.css';
import classes from './load-test.module.css';

/** Its charts and tables are code that most visits never need. */
const LoadTestContent = lazy(async () => ({
  default: (await import('./load-test-content.tsx')).LoadTestContent,
}));

/** The load test: what to send, what came of it, and what the planner makes of that. */
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

interface PartBoundaryProps {
  readonly fallback: ReactNode;
  readonly children: ReactNode;
}

/** A script that does not come, as when the page was published anew meanwhile, must not take the rest of the page with it. */
class PartBoundary extends Component<PartBoundaryProps, { readonly isMissing: boolean }> {
  override state = { isMissing: false };

  static getDerivedStateFromError() {
    return { isMissing: true };
  }

  override render() {
    return this.state.isMissing ? this.props.fallback : this.props.children;
  }
}
