import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import type { AdapterRecord } from '../../../core/document/run-record.ts';
import { isSuspect } from '../../../core/document/run-record.ts';
import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { deviceNames, type NamedLane, namedLane } from '../kit/names.ts';

/** What a recommendation has to say of the lane it holds for. */
export type LaneFacts = NamedLane &
  Pick<DraftLane, 'id' | 'deviceUsed'> & {
    readonly suspect: boolean;
  };

const noLanes = [] as const;

const factsOf = (lane: DraftLane): LaneFacts => {
  const { id, deviceUsed } = lane;
  return { ...namedLane(lane), id, deviceUsed, suspect: isSuspect(lane) };
};

/** The lanes on show; the same objects while a sweep only adds samples, so that nothing about them is drawn anew. */
export function useLaneFacts(): readonly LaneFacts[] {
  const text = useAppState((state) => JSON.stringify((shownDraft(state)?.lanes ?? noLanes).map(factsOf)));
  return useMemo(() => JSON.parse(text) as readonly LaneFacts[], [text]);
}

/** What computed a lane: the GPU by its name, marked where that is WebGL's or no hardware stands behind it, or the CPU. */
export function deviceText(lane: LaneFacts, adapter: AdapterRecord | null, t: TFunction): string {
  const device = lane.deviceUsed ?? lane.device;
  switch (device) {
    case 'wasm':
      return lane.threads === null
        ? t('recommendation.cpuPlain')
        : t('recommendation.cpu', { count: lane.threads });
    case 'webgpu': {
      if (adapter === null || adapter.name === '') return t('recommendation.noGpuName');
      const { name, isSoftware, nameSource } = adapter;
      if (isSoftware) return t('recommendation.software', { name });
      return nameSource === 'webgl' ? t('recommendation.namedByWebgl', { name }) : name;
    }
    default:
      return device satisfies never;
  }
}

/** "WebGPU · fp16 on NVIDIA …", with the backend that really ran where that is another. */
export function placeText(
  lane: LaneFacts,
  name: (lane: LaneFacts) => string,
  adapter: AdapterRecord | null,
  t: TFunction,
): string {
  const { device, deviceUsed } = lane;
  const shown =
    deviceUsed === null || deviceUsed === device
      ? name(lane)
      : t('summary.insteadOf', { used: deviceNames[deviceUsed], asked: name(lane) });
  return t('recommendation.place', { lane: shown, device: deviceText(lane, adapter, t) });
}
