import type { TFunction } from 'i18next';
import { findModel } from '../../../core/rerank/catalogue.ts';
import type { BatchOrder, Device, Dtype } from '../../../core/rerank/devices.ts';

/** Proper names, the same in every language. */
export const deviceNames: Readonly<Record<Device, string>> = { webgpu: 'WebGPU', wasm: 'WASM' };

/** What tells a lane from its neighbours: "WebGPU · fp16"; the dtype joins once it is known. */
export function laneName(lane: { readonly device: Device; readonly dtype: Dtype | null }): string {
  return lane.dtype === null ? deviceNames[lane.device] : `${deviceNames[lane.device]} · ${lane.dtype}`;
}

export interface NamedLane {
  readonly device: Device;
  readonly dtype: Dtype | null;
  readonly order: BatchOrder;
}

/** Names the lanes of one run: where it has both orders of pairs, each lane's name says which is its own. */
export function laneNames(
  lanes: readonly Pick<NamedLane, 'order'>[],
  t: TFunction,
): (lane: NamedLane) => string {
  const isMixed = new Set(lanes.map(({ order }) => order)).size > 1;
  return (lane) => (isMixed ? `${laneName(lane)} · ${t(`laneOrder.${lane.order}`)}` : laneName(lane));
}

/** What a model is called; one the catalogue does not know goes by its id. */
export function modelTitle(id: string, t: TFunction): string {
  const entry = findModel(id);
  if (entry === undefined) return id;
  return entry.source === 'built-in' ? t('model.builtinTitle') : entry.title;
}
