import { useAppState } from '../../store/app-context.ts';
import { RunFailure } from '../results/run-failure.tsx';
import { RunProgress } from '../results/run-progress.tsx';
import { ShownRunBanner } from '../shown-run/shown-run-banner.tsx';
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
      {isLoadTest && <RunProgress />}
      <LoadResults />
    </>
  );
}
