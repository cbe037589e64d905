import type { CellPlan } from '../../core/bench/sweep-plan.ts';
import type { AppState } from '../store/app-state.ts';
import { isRunUnderWay, type RunProgress } from '../store/run-slice.ts';
import type { PageProgress, RunProgressView } from './page-api-types.ts';

type ProgressSource = Pick<AppState, 'runState' | 'progress' | 'draft' | 'rankJob' | 'model'>;

/** What is running, in the form that the page's API reports. */
export function pageProgress({
  runState,
  progress,
  draft,
  rankJob,
  model,
}: ProgressSource): PageProgress | null {
  if (isRunUnderWay(runState)) return progress === null ? beginning : runView(progress, draft);
  const files = model.state === 'loading' ? model.files : [];
  switch (rankJob.state) {
    case 'waiting-for-tab':
      return { kind: 'rank', phase: 'waiting-for-tab', files: [], pairsDone: 0, pairsTotal: 0 };
    case 'loading':
      return { kind: 'rank', phase: 'loading', files, pairsDone: 0, pairsTotal: 0 };
    case 'scoring': {
      const { pairsDone, pairsTotal } = rankJob;
      return { kind: 'rank', phase: 'scoring', files: [], pairsDone, pairsTotal };
    }
    case 'checking':
      return { kind: 'rank', phase: 'checking', files: [], pairsDone: 0, pairsTotal: 0 };
    case 'idle':
    case 'failed':
      return null;
    default:
      return rankJob satisfies never;
  }
}

const beginning: RunProgressView = {
  kind: 'run',
  lane: null,
  phase: 'loading',
  load: null,
  files: [],
  cell: null,
  round: 0,
  fraction: 0,
  remainingMs: null,
};

function runView(progress: RunProgress, draft: AppState['draft']): RunProgressView {
  // Until this run's turn comes, `draft` is still the previous run's.
  if (progress.phase === 'waiting-for-tab') return { ...beginning, phase: progress.phase };
  const { lane: place, cell: cellPlace, ...rest } = progress;
  const lane = draft?.lanes[place];
  const cell = cellPlace === null ? undefined : lane?.cells[cellPlace];
  return {
    ...rest,
    kind: 'run',
    lane:
      draft == null || lane === undefined
        ? null
        : {
            ...{ place, count: draft.lanes.length },
            ...{ device: lane.device, dtype: lane.dtype, order: lane.order },
            ...(lane.task !== undefined && { task: lane.task }),
          },
    cell: cell === undefined ? null : cellOf(cell),
  };
}

const cellOf = ({ pairCount, batchSize, tokenBudget }: CellPlan) => ({ pairCount, batchSize, tokenBudget });
