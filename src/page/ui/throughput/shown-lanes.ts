import type { TFunction } from 'i18next';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { shallow } from 'zustand/shallow';
import { bestBatches } from '../../../core/bench/best-batch.ts';
import type { RecommendationRecord } from '../../../core/document/recommendation-record.ts';
import {
  type BatchCell,
  type DraftCell,
  type DraftLane,
  isBatchCell,
} from '../../../core/document/run-draft.ts';
import type { AdapterRecord } from '../../../core/document/run-record.ts';
import { isSuspect } from '../../../core/document/suspect-lane.ts';
import { isOfAdapter, nameAdapter } from '../../../core/rerank/adapter-name.ts';
import { deviceKinds } from '../../../core/rerank/devices.ts';
import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { laneNames, type NamedLane, namedLane } from '../kit/names.ts';
import { useFormat } from '../kit/use-texts.ts';

/** What a recommendation says about the lane that it holds for. */
export type LaneFacts = NamedLane &
  Pick<DraftLane, 'id' | 'deviceUsed' | 'adapterUsed'> & {
    readonly suspect: boolean;
  };

const noLanes: readonly DraftLane[] = [];

/**
 * Derives a list from the lanes on show; the same list while its items are shallowly equal, though samples
 * arrive.
 */
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
  const { id, deviceUsed, adapterUsed } = lane;
  return {
    ...namedLane(lane),
    ...{ id, deviceUsed, suspect: isSuspect(lane) },
    ...(adapterUsed !== undefined && { adapterUsed }),
  };
};

/** The facts about the lanes on show; the same list while a sweep only adds samples. */
export const useLaneFacts = (): readonly LaneFacts[] => useOfLanes(factsOf);

/**
 * The device of a lane: the CPU, or the GPU by name, with a mark if the name is WebGL's or the GPU is
 * software.
 */
function deviceText(lane: LaneFacts, found: AdapterRecord | null, t: TFunction): string {
  const device = lane.deviceUsed ?? lane.device;
  if (!deviceKinds[device].hasAdapter) {
    return lane.threads === null
      ? t('recommendation.cpuPlain')
      : t('recommendation.cpu', { count: lane.threads });
  }
  const { adapterUsed } = lane;
  const isOther = adapterUsed !== undefined && found !== null && !isOfAdapter(adapterUsed, found);
  const adapter = isOther ? nameAdapter(adapterUsed, null) : found;
  if (adapter === null || adapter.name === '') return t('recommendation.noGpuName');
  const { name, isSoftware, nameSource } = adapter;
  if (isSoftware) return t('recommendation.software', { name });
  return nameSource === 'webgl' ? t('recommendation.namedByWebgl', { name }) : name;
}

/** "WebGPU · fp16 on NVIDIA …", with the backend that really ran if it is another. */
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

/**
 * The batch sizes to set that are sure, by lane id and pair count. A lane without recommendations is missing.
 */
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

/** The sure choices of the run on show; the same object until its recommendations change. */
export function useChoices(): SureChoices {
  const recommendations = useAppState((state) => shownDraft(state)?.recommendations ?? none);
  return useMemo(() => sureChoices(recommendations), [recommendations]);
}

export const batchCells = (cells: readonly DraftCell[]): readonly BatchCell[] => cells.filter(isBatchCell);

/** The fastest measured cell of each pair count, by ascending pair count. */
export function bestCells(cells: readonly DraftCell[]): readonly BatchCell[] {
  return bestBatches(batchCells(cells));
}

/**
 * Whether the order of any lane was compared: with another lane's, its own in other batches, or relevance.
 */
export const hasComparedOrders = (run: { readonly lanes: readonly DraftLane[] } | null): boolean =>
  run?.lanes.some(
    ({ quality }) =>
      quality?.agreement !== undefined ||
      quality?.relevance !== undefined ||
      (quality?.batchEffect?.kendallTau ?? 1) < 1,
  ) ?? false;
