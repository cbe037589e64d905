import { useAppState } from '../../store/app-context.ts';
import { Later } from '../shared/later.tsx';
import { CellsTable } from './cells-table.tsx';
import { ChartArea } from './chart-area.tsx';
import classes from './results.module.css';
import { RunFailure } from './run-failure.tsx';
import { RunProgress } from './run-progress.tsx';
import { RunWarnings } from './run-warnings.tsx';
import { SweepSummary } from './sweep-summary.tsx';

export function ThroughputPanel() {
  const hasDraft = useAppState((state) => state.draft !== null);
  return (
    <div className={classes.content}>
      <RunFailure />
      <RunProgress />
      <ChartArea />
      {hasDraft && (
        <Later>
          <SweepSummary />
          <RunWarnings />
          <CellsTable />
        </Later>
      )}
    </div>
  );
}
