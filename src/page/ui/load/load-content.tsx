import { useAppState } from '../../store/app-context.ts';
import { ProgressPanel, RunFailure } from '../throughput/progress-panel.tsx';
import { ShownRunBanner } from '../throughput/shown-run-banner.tsx';
import { LoadResults } from './load-results.tsx';
import { LoadSetup } from './load-setup.tsx';

/** All of the load test's tab, top to bottom. */
export function LoadContent() {
  const isLoadTest = useAppState((state) => state.task === 'load-test');
  return (
    <>
      <ShownRunBanner />
      <LoadSetup />
      {isLoadTest && <RunFailure />}
      {isLoadTest && <ProgressPanel />}
      <LoadResults />
    </>
  );
}
