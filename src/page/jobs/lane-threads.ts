import type { DraftLane, RunDraft } from '../../core/document/run-draft.ts';
import { deviceKinds, type RuntimeBuild } from '../../core/rerank/devices.ts';
import type { KnownModel } from './known-model.ts';
import { type BareRequest, threadQuestion } from './lane-request.ts';
import type { RunBasis } from './run-basis.ts';
import type { LaneThreads, ThreadFinder, ThreadListener } from './thread-finder.ts';

/** A lane that is about to be loaded. */
export interface LaneToLoad {
  readonly lane: DraftLane;
  readonly request: BareRequest;
  readonly builds: readonly RuntimeBuild[];
  readonly basis: Pick<RunBasis, 'settings' | 'pairs'>;
  readonly environment: RunDraft['environment'];
  readonly known: KnownModel | undefined;
}

/** The threads and sessions of a lane; one that was measured before goes on with those it was measured with. */
export async function laneThreads(
  { lane, request, builds, basis, environment, known }: LaneToLoad,
  finder: ThreadFinder,
  listener: ThreadListener,
): Promise<LaneThreads> {
  const [runtime] = builds;
  const { settings, pairs } = basis;
  if (lane.threads !== null) return { threads: lane.threads, workers: lane.workers };
  if (!deviceKinds[lane.device].usesThreads || runtime === undefined)
    return { threads: settings.threads, workers: 1 };
  const question = threadQuestion({ ...request, runtime }, settings, environment, known);
  return finder.find(question, pairs, listener);
}
