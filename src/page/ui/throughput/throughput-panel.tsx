import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { Later } from '../kit/later.tsx';
import { CellsTable } from './cells-table.tsx';
import { ChartArea } from './chart-area.tsx';
import { OnlyLoadNote } from './only-load-note.tsx';
import { isOnlyLoadTest } from './only-load-test.ts';
import { RecommendationSection } from './recommendation-section.tsx';
import classes from './results.module.css';
import { RunFailure } from './run-failure.tsx';
import { RunProgress } from './run-progress.tsx';
import { RunWarnings } from './run-warnings.tsx';
import { ShownRunBanner } from './shown-run-banner.tsx';
import { SweepSummary } from './sweep-summary.tsx';

export function ThroughputPanel() {
  const hasDraft = useAppState((state) => shownDraft(state) !== null);
  const isOnlyLoad = useAppState((state) => {
    const draft = shownDraft(state);
    return draft !== null && isOnlyLoadTest(draft);
  });
  return (
    <div className={classes.content}>
      <ShownRunBanner />
      <RunFailure />
      <RunProgress />
      {isOnlyLoad ? <OnlyLoadNote /> : <ChartArea />}
      {hasDraft && (
        <Later>
          <RecommendationSection />
          <SweepSummary />
          <RunWarnings />
          {!isOnlyLoad && <CellsTable />}
        </Later>
      )}
    </div>
  );
}
