import { type Device, deviceKinds } from '../../../core/rerank/devices.ts';
import { useAppState } from '../../store/app-context.ts';
import type { AppState } from '../../store/app-state.ts';
import { defaultDevice } from '../../store/machine-slice.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { useFormat } from '../kit/use-texts.ts';

/** The names of the devices in use, as a list in the page's language, and when they are used. */
export function useBackendNames(): { readonly tense: BackendInUse['tense']; readonly devices: string } {
  const format = useFormat();
  const tense = useAppState((state) => backendInUse(state).tense);
  const devices = useAppState((state) =>
    backendInUse(state)
      .devices.map((device) => deviceKinds[device].name)
      .join('\n'),
  );
  return { tense, devices: format.list(devices.split('\n')) };
}

/** The devices that compute now, else those that did last, else those that will next. */
interface BackendInUse {
  readonly tense: 'now' | 'last' | 'next';
  readonly devices: readonly Device[];
}

type BackendState = Pick<
  AppState,
  'runState' | 'progress' | 'draft' | 'ranking' | 'rankJob' | 'model' | 'settings' | 'machine'
>;

export function backendInUse(state: BackendState): BackendInUse {
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
