import type { TFunction } from 'i18next';
import type { DraftLane, RunDraft } from '../../../core/document/run-draft.ts';
import { findModel } from '../../../core/rerank/catalogue.ts';
import { deviceKinds } from '../../../core/rerank/devices.ts';
import { isTwinId, twinOfModelId } from '../../../core/rerank/twins.ts';
import type { SuiteName } from '../../../core/settings/suite-names.ts';

/** A lane's device and, once it is known, its dtype or its weights' file: "WebGPU · fp16". */
export function laneName(lane: Pick<NamedLane, 'device' | 'dtype' | 'model'>): string {
  const { device, dtype, model } = lane;
  return dtype === null ? deviceKinds[device].name : `${deviceKinds[device].name} · ${model?.file ?? dtype}`;
}

/** Everything that a lane's name may mention. */
export type NamedLane = Pick<
  DraftLane,
  | 'task'
  | 'device'
  | 'dtype'
  | 'order'
  | 'paddingMultiple'
  | 'gpuOption'
  | 'graph'
  | 'runtime'
  | 'threads'
  | 'workers'
> & { readonly model?: Pick<DraftLane['model'], 'file'> };

/** Just the parts of a lane that its name may mention. */
export const namedLane = (lane: NamedLane): NamedLane => {
  const { task, device, dtype, order, paddingMultiple, gpuOption, graph, runtime, threads, workers } = lane;
  const own = {
    ...(task !== undefined && { task }),
    ...(gpuOption !== undefined && { gpuOption }),
    ...(graph !== undefined && { graph }),
  };
  const file = lane.model?.file;
  const model = file !== undefined && { model: { file } };
  return { device, dtype, order, paddingMultiple, ...own, runtime, threads, workers, ...model };
};

/**
 * Names the lanes of one run by device and dtype. If some lanes share both, every name also has what differs
 * among those: the standard suite's task, which is a model's name, the order of the pairs, padding, WebGPU's option, graph, runtime, threads or sessions.
 */
export function laneNames(lanes: readonly NamedLane[], t: TFunction): (lane: NamedLane) => string {
  const facts: readonly ((lane: NamedLane) => string | null)[] = [
    ({ task }) => task ?? null,
    ({ order }) => t(`laneOrder.${order}`),
    ({ paddingMultiple }) => t('speed.paddedTo', { count: paddingMultiple }),
    ({ gpuOption }) => t(`speed.gpuOption.${gpuOption ?? 'standard'}`),
    ({ graph }) => t(`speed.graphStyle.${graph ?? 'exported'}`),
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

/** "2 threads", or with several sessions "1 thread × 2 sessions". */
export function threadsText(threads: number, workers: number, t: TFunction): string {
  const each = t('summary.threads', { count: threads });
  return workers === 1 ? each : `${each} × ${t('calibration.sessions', { count: workers })}`;
}

/**
 * A model's title, or the id of a model that is not in the catalogue.
 *
 * @param layers of a synthetic twin; see `twinTitle`
 */
export function modelTitle(id: string, t: TFunction, layers?: number | null): string {
  if (isTwinId(id)) return twinTitle(id, t, layers);
  const entry = findModel(id);
  if (entry === undefined) return id;
  return entry.source === 'built-in' ? t('model.builtinTitle') : entry.title;
}

/** What a run measured: its model, or the standard suite that it was of. */
export const measuredTitle = (
  { settings, suite }: Pick<RunDraft, 'settings' | 'suite'>,
  t: TFunction,
): string =>
  suite === undefined ? modelTitle(settings.model, t, settings.layers) : suiteTitle(suite.name, t);

export const suiteTitle = (name: SuiteName, t: TFunction): string =>
  t('suite.title', { name: t(`suiteChoice.name.${name}`) });

/**
 * A synthetic twin's title. It has the twin's id and always says that it is synthetic.
 *
 * @param layers how many layers it was or is to be built with; `null` for as many as its model has. Left out,
 *   the title does not mention them.
 */
export function twinTitle(id: string, t: TFunction, layers?: number | null): string {
  const all = twinOfModelId(id)?.shape.num_hidden_layers ?? null;
  const depth = layers === undefined ? null : (layers ?? all);
  if (depth === null) return t('twin.name', { id });
  return all !== null && depth < all
    ? t('twin.nameCut', { id, layers: depth, all })
    : t('twin.nameWithDepth', { id, count: depth });
}
