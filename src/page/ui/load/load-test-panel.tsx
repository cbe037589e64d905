import panel from '../throughput/results.module.css';
import { LoadTestContent } from './load-test-content.tsx';

/** The load test's tab: what to send, the results, and what the planner makes of them. */
export function LoadTestPanel() {
  return (
    <div className={panel.content}>
      <LoadTestContent />
    </div>
  );
}
