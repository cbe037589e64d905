import type { RunRecord } from '../document/run-record.ts';
import { isSuspect } from '../document/suspect-lane.ts';
import { isOfAdapter, nameAdapter } from '../rerank/adapter-name.ts';
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

/**
 * Lanes that ran on another device than they claim, as where a runtime gave up on the GPU or took the other of
 * two. What else the record says of the device has to agree.
 */
export const otherDevice = ({ lanes, environment: { adapter }, evidence }: RunRecord): Objection[] =>
  lanes.flatMap((lane, place): Objection[] => {
    const { device, deviceUsed, adapterUsed, threads } = lane;
    if (deviceUsed === null || !lane.cells.some(({ state }) => state === 'measured')) return [];
    const found = (field: string, detail: string) => [
      objection('other-device', `lanes.${place}.${field}`, detail),
    ];
    if (deviceUsed !== device) return found('deviceUsed', `${device} / ${deviceUsed}`);
    const { hasAdapter, usesThreads } = deviceKinds[device];
    if (adapterUsed !== undefined) {
      const used = nameAdapter(adapterUsed, null);
      // `software-adapter` tells of those.
      const isOwn = hasAdapter && adapter !== null && (used.isSoftware || isOfAdapter(adapterUsed, adapter));
      if (!isOwn) return found('adapterUsed', `${adapter?.name ?? ''} / ${used.name}`);
    }
    if (usesThreads !== (threads !== null)) return found('threads', `${device}: ${threads ?? 0}`);
    // Timed before the first lane, on the devices that the lanes were to compute on.
    const timed = evidence?.speed.map((one) => one.device) ?? [];
    if (timed.length === 0 || timed.includes(device)) return [];
    return [objection('other-device', 'evidence.speed', `${device} / ${timed[0]}`)];
  });

/** Longest names, characters: a device's as the page lets people type it, and what a browser tells. */
const longestLabel = 80;
const longestWord = 200;

/** Control characters, and those that are not drawn or turn the direction of what follows. */
const unseen = /[\p{Cc}\p{Cs}\u200B\u2028-\u202E\u2060-\u2069\uFEFF]/u;

/** Names that a list of devices cannot show. */
export function unreadableName({ label, settings, environment }: RunRecord): Objection[] {
  const { browser, os, adapter } = environment;
  const { name, vendor, architecture, device, description, webglRenderer } = adapter ?? {};
  const words = { name, vendor, architecture, device, description, webglRenderer };
  const names: readonly (readonly [where: string, text: string | undefined, longest: number])[] = [
    ['label', label, longestLabel],
    ['settings.label', settings.label, longestLabel],
    ['environment.browser', browser, longestWord],
    ['environment.os', os, longestWord],
    ...Object.entries(words).map(
      ([word, text]) => [`environment.adapter.${word}`, text, longestWord] as const,
    ),
  ];
  return names.flatMap(([where, text = '', longest]) =>
    text.length > longest || unseen.test(text) ? [objection('unreadable-name', where)] : [],
  );
}

/** Lanes whose scores failed their check. A twin's scores mean nothing, so its check does not apply. */
export const suspectScores = ({ lanes }: RunRecord): Objection[] =>
  lanes.flatMap((lane, place) =>
    isSuspect(lane) ? [objection('suspect-scores', `lanes.${place}.scoreCheck`)] : [],
  );
