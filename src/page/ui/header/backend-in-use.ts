import type { Device } from '../../../core/rerank/devices.ts';
import type { AppState } from '../../store/app-state.ts';
import { defaultDevice } from '../../store/machine-slice.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';

/** What computes: what does now, else what last did, else what will. */
export interface BackendInUse {
  readonly tense: 'now' | 'last' | 'next';
  readonly devices: readonly Device[];
}

type Part = Pick<
  AppState,
  'runState' | 'progress' | 'draft' | 'ranking' | 'rankJob' | 'model' | 'settings' | 'machine'
>;

export function backendInUse(state: Part): BackendInUse {
  const { runState, progress, draft, ranking, rankJob, model, settings, machine } = state;
  const lane = isRunUnderWay(runState) ? draft?.lanes[progress?.lane ?? 0] : undefined;
  if (lane !== undefined) return { tense: 'now', devices: [lane.deviceUsed ?? lane.device] };
  if (rankJob.state === 'scoring' && model.state === 'ready') {
    return { tense: 'now', devices: [model.model.deviceUsed] };
  }
  const used = [...(draft?.lanes.map((one) => one.deviceUsed) ?? []), ranking?.deviceUsed];
  const last = [...new Set(used.filter((device) => device !== null && device !== undefined))];
  if (last.length > 0) return { tense: 'last', devices: last };
  return { tense: 'next', devices: settings.device.length > 0 ? settings.device : [defaultDevice(machine)] };
}
