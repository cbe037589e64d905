import type { RunRecord } from '../document/run-record.ts';
import { isSuspect } from '../document/suspect-lane.ts';
import { nameAdapter } from '../rerank/adapter-name.ts';
import { deviceKinds } from '../rerank/devices.ts';
import { type Objection, objection } from './objection.ts';

/** Texts have no place in the collection; the hash of the input says what was measured. */
export const textsInside = ({ input }: RunRecord): Objection[] =>
  input.pairs === undefined ? [] : [objection('texts-inside', 'input.pairs', String(input.pairs.length))];

/** A run that did not reach its end. A lane that did not leaves its task out (`not-standard`). */
export const notFinished = ({ state }: RunRecord): Objection[] =>
  state === 'done' ? [] : [objection('not-finished', 'state', state)];

/** Lanes on WebGPU whose adapter, as found or as used, computes on the CPU. */
export function softwareAdapter({ lanes, environment: { adapter } }: RunRecord): Objection[] {
  return lanes.flatMap(({ device, deviceUsed, adapterUsed }, place) => {
    if (!deviceKinds[deviceUsed ?? device].hasAdapter) return [];
    const where = `lanes.${place}`;
    const used = adapterUsed === undefined ? null : nameAdapter(adapterUsed, null);
    if (used?.isSoftware === true) return [objection('software-adapter', `${where}.adapterUsed`, used.name)];
    if (adapter === null) return [];
    // What a record says of the adapter's kind need not be believed; its words tell.
    const isSoftware =
      adapter.isSoftware || nameAdapter({ ...adapter, isFallbackAdapter: false }, null).isSoftware;
    return isSoftware ? [objection('software-adapter', 'environment.adapter', adapter.name)] : [];
  });
}

/** Lanes that ran on another device than they claim, as where a runtime gave up on the GPU. */
export const otherDevice = ({ lanes }: RunRecord): Objection[] =>
  lanes.flatMap(({ device, deviceUsed }, place) =>
    deviceUsed === null || deviceUsed === device
      ? []
      : [objection('other-device', `lanes.${place}.deviceUsed`, `${device} / ${deviceUsed}`)],
  );

/** Lanes whose scores failed their check. A twin's scores mean nothing, so its check does not apply. */
export const suspectScores = ({ lanes }: RunRecord): Objection[] =>
  lanes.flatMap((lane, place) =>
    isSuspect(lane) ? [objection('suspect-scores', `lanes.${place}.scoreCheck`)] : [],
  );
