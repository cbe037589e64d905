import type { TFunction } from 'i18next';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import { findModel } from '../../../core/rerank/catalogue.ts';
import { deviceKinds } from '../../../core/rerank/devices.ts';
import { isTwinId, twinOfModelId } from '../../../core/rerank/twins.ts';

/** What tells a lane from its neighbours: "WebGPU · fp16"; the dtype joins once it is known. */
export function laneName(lane: Pick<DraftLane, 'device' | 'dtype'>): string {
  return lane.dtype === null
    ? deviceKinds[lane.device].name
    : `${deviceKinds[lane.device].name} · ${lane.dtype}`;
}

/** All that a lane's name may have to tell. */
export type NamedLane = Pick<
  DraftLane,
  'device' | 'dtype' | 'order' | 'paddingMultiple' | 'runtime' | 'threads' | 'workers'
>;

/** What a lane's name is made of. */
export const namedLane = (lane: NamedLane): NamedLane => {
  const { device, dtype, order, paddingMultiple, runtime, threads, workers } = lane;
  return { device, dtype, order, paddingMultiple, runtime, threads, workers };
};

/**
 * Names the lanes of one run by device and dtype, and by whatever else tells lanes of one device and dtype
 * apart: the order of their pairs, padding, runtime, threads and sessions. What all of them share is not
 * said.
 */
export function laneNames(lanes: readonly NamedLane[], t: TFunction): (lane: NamedLane) => string {
  const facts: readonly ((lane: NamedLane) => string | null)[] = [
    ({ order }) => t(`laneOrder.${order}`),
    ({ paddingMultiple }) => t('speed.paddedTo', { count: paddingMultiple }),
    ({ runtime }) => runtime,
    ({ threads, workers }) => (threads === null ? null : threadsText(threads, workers, t)),
  ];
  const alike = new Map<string, NamedLane[]>();
  for (const lane of lanes) alike.set(laneName(lane), [...(alike.get(laneName(lane)) ?? []), lane]);
  const telling = facts.filter((fact) =>
    [...alike.values()].some((group) => new Set(group.map(fact)).size > 1),
  );
  return (lane) => [laneName(lane), ...telling.flatMap((fact) => fact(lane) ?? [])].join(' · ');
}

/** "2 threads", or, of several sessions, "1 thread × 2 sessions". */
export function threadsText(threads: number, workers: number, t: TFunction): string {
  const each = t('summary.threads', { count: threads });
  return workers === 1 ? each : `${each} × ${t('calibration.sessions', { count: workers })}`;
}

/**
 * What a model is called; one the catalogue does not know goes by its id.
 *
 * @param layers of a synthetic twin; see `twinTitle`
 */
export function modelTitle(id: string, t: TFunction, layers?: number | null): string {
  if (isTwinId(id)) return twinTitle(id, t, layers);
  const entry = findModel(id);
  if (entry === undefined) return id;
  return entry.source === 'built-in' ? t('model.builtinTitle') : entry.title;
}

/**
 * What a synthetic twin is called: by its id, never without saying that it is synthetic.
 *
 * @param layers how deep it was or is to be built, `null` for as deep as its model; left out, nothing is said
 * of it
 */
export function twinTitle(id: string, t: TFunction, layers?: number | null): string {
  const all = twinOfModelId(id)?.shape.num_hidden_layers ?? null;
  const depth = layers === undefined ? null : (layers ?? all);
  if (depth === null) return t('twin.name', { id });
  return all !== null && depth < all
    ? t('twin.nameCut', { id, layers: depth, all })
    : t('twin.nameWithDepth', { id, count: depth });
}
