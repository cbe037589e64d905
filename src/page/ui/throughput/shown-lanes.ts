import type { TFunction } from 'i18next';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { shallow } from 'zustand/shallow';
import { bestBatches } from '../../../core/bench/best-batch.ts';
import type { RecommendationRecord } from '../../../core/document/recommendation-record.ts';
import type { DraftCell, DraftLane } from '../../../core/document/run-draft.ts';
import { type AdapterRecord, isSuspect } from '../../../core/document/run-record.ts';
import { deviceKinds } from '../../../core/rerank/devices.ts';
import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { laneNames, type NamedLane, namedLane } from '../kit/names.ts';
import { useFormat } from '../kit/use-format.ts';

/** What a recommendation has to say of the lane it holds for. */
export type LaneFacts = NamedLane &
  Pick<DraftLane, 'id' | 'deviceUsed'> & {
    readonly suspect: boolean;
  };

const noLanes: readonly DraftLane[] = [];

/** One thing of each lane on show; the same list while its items are shallowly equal, though a sweep adds samples. */
function useOfLanes<T extends object>(of: (lane: DraftLane) => T): readonly T[] {
  const kept = useRef<readonly T[]>([]);
  return useAppState((state) => {
    const latest = (shownDraft(state)?.lanes ?? noLanes).map(of);
    const isSame =
      latest.length === kept.current.length && latest.every((one, i) => shallow(one, kept.current[i]));
    if (!isSame) kept.current = latest;
    return kept.current;
  });
}

const factsOf = (lane: DraftLane): LaneFacts => {
  const { id, deviceUsed } = lane;
  return { ...namedLane(lane), id, deviceUsed, suspect: isSuspect(lane) };
};

/** The lanes on show; the same objects while a sweep only adds samples, so that nothing about them is drawn anew. */
export const useLaneFacts = (): readonly LaneFacts[] => useOfLanes(factsOf);

/** What computed a lane: the GPU by its name, marked where that is WebGL's or no hardware stands behind it, or the CPU. */
function deviceText(lane: LaneFacts, adapter: AdapterRecord | null, t: TFunction): string {
  const device = lane.deviceUsed ?? lane.device;
  if (!deviceKinds[device].hasAdapter) {
    return lane.threads === null
      ? t('recommendation.cpuPlain')
      : t('recommendation.cpu', { count: lane.threads });
  }
  if (adapter === null || adapter.name === '') return t('recommendation.noGpuName');
  const { name, isSoftware, nameSource } = adapter;
  if (isSoftware) return t('recommendation.software', { name });
  return nameSource === 'webgl' ? t('recommendation.namedByWebgl', { name }) : name;
}

/** "WebGPU · fp16 on NVIDIA …", with the backend that really ran where that is another. */
export function whereText(
  lane: LaneFacts,
  name: (lane: LaneFacts) => string,
  adapter: AdapterRecord | null,
  t: TFunction,
): string {
  const { device, deviceUsed } = lane;
  const shown =
    deviceUsed === null || deviceUsed === device
      ? name(lane)
      : t('summary.insteadOf', { used: deviceKinds[deviceUsed].name, asked: name(lane) });
  return t('recommendation.place', { lane: shown, device: deviceText(lane, adapter, t) });
}

/** Names the lanes of the run on show; the same function while they stay. */
export function useLaneName(): (lane: NamedLane) => string {
  const { t } = useTranslation();
  const lanes = useOfLanes(namedLane);
  return useMemo(() => laneNames(lanes, t), [lanes, t]);
}

/** "10, 50 and 100 pairs" */
export function usePairsText(): (pairCounts: readonly number[]) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (pairCounts) =>
    t('recommendation.pairs', {
      count: Math.max(...pairCounts),
      list: format.list(pairCounts.map(format.count)),
    });
}

/** Batch sizes to set beyond doubt, by lane id and pair count; a lane that nothing is said of yet is not there. */
export type SureChoices = ReadonlyMap<string, ReadonlyMap<number, number>>;

export function sureChoices(recommendations: readonly RecommendationRecord[]): SureChoices {
  const choices = new Map<string, Map<number, number>>();
  for (const one of recommendations) {
    if (one.kind !== 'pair-count') continue;
    const lane = choices.get(one.laneId) ?? new Map<number, number>();
    choices.set(one.laneId, lane);
    if (one.certainty === 'sure') lane.set(one.pairCount, one.batchSize);
  }
  return choices;
}

const none: readonly RecommendationRecord[] = [];

/** The batch sizes to set in the run on show, as far as they are sure; the same object until that changes. */
export function useChoices(): SureChoices {
  const recommendations = useAppState((state) => shownDraft(state)?.recommendations ?? none);
  return useMemo(() => sureChoices(recommendations), [recommendations]);
}

/** A measured cell of a batch size, not of a token budget. */
export type BatchCell = Extract<DraftCell, { state: 'measured' }> & { readonly batchSize: number };

const isBatchCell = (cell: DraftCell): cell is BatchCell =>
  cell.state === 'measured' && cell.batchSize !== null;

export const batchCells = (cells: readonly DraftCell[]): readonly BatchCell[] => cells.filter(isBatchCell);

/** The fastest measured cell of each pair count, by ascending pair count. */
export function bestCells(cells: readonly DraftCell[]): readonly BatchCell[] {
  return bestBatches(batchCells(cells));
}
