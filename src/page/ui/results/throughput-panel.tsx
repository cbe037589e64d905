import { useDeferredValue } from 'react';
import { useAppState } from '../../store/app-context.ts';
import { Later } from '../shared/later.tsx';
import { CellsTable } from './cells-table.tsx';
import { ChartArea } from './chart-area.tsx';
import { EmptyChart } from './empty-chart.tsx';
import classes from './results.module.css';
import { RunFailure } from './run-failure.tsx';
import { RunProgress } from './run-progress.tsx';
import { RunWarnings } from './run-warnings.tsx';
import { SweepSummary } from './sweep-summary.tsx';

export function ThroughputPanel() {
  // Deferred: chart and table are drawn for the first time in slices, not in one long task as the sweep starts.
  const hasDraft = useDeferredValue(useAppState((state) => state.draft !== null));
  return (
    <div className={classes.content}>
      <RunFailure />
      <RunProgress />
      {hasDraft ? (
        <>
          <ChartArea />
          <Later>
            <SweepSummary />
            <RunWarnings />
            <CellsTable />
          </Later>
        </>
      ) : (
        <EmptyChart />
      )}
    </div>
  );
}
