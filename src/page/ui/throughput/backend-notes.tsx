import { useTranslation } from 'react-i18next';
import type { RecommendationRecord } from '../../../core/document/recommendation-record.ts';
import { useFormat } from '../kit/use-texts.ts';
import classes from './recommendation.module.css';
import { type LaneFacts, usePairsText } from './shown-lanes.ts';

interface BackendNoteListProps {
  readonly notes: readonly BackendNote[];
  readonly lanes: readonly LaneFacts[];
  readonly name: (lane: LaneFacts) => string;
}

/** Says at which batch sizes the CPU beats the GPU, and from which one on it no longer does. */
export function BackendNoteList({ notes, lanes, name }: BackendNoteListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const pairsText = usePairsText();
  if (notes.length === 0) return null;
  const nameOf = (laneId: string) => {
    const lane = lanes.find(({ id }) => id === laneId);
    return lane === undefined ? laneId : name(lane);
  };
  return (
    <ul className={classes.notes} data-testid="backend-notes">
      {notes.map(({ wasmLaneId, webgpuLaneId, pairCounts, wasmWinsAt, wasmStopsWinningAt }) => {
        const values = {
          pairs: pairsText(pairCounts),
          wasm: nameOf(wasmLaneId),
          webgpu: nameOf(webgpuLaneId),
          wins: format.list(wasmWinsAt.map(format.count)),
        };
        return (
          <li key={`${wasmLaneId}/${webgpuLaneId}/${pairCounts.join()}`}>
            {wasmStopsWinningAt === null
              ? t('recommendation.wasmWins', values)
              : t('recommendation.wasmStops', { ...values, stops: wasmStopsWinningAt })}
          </li>
        );
      })}
    </ul>
  );
}

/**
 * A comparison of WASM with WebGPU in which WASM wins somewhere. Pair counts with the same outcome share one.
 */
interface BackendNote {
  readonly wasmLaneId: string;
  readonly webgpuLaneId: string;
  readonly pairCounts: readonly number[];
  /** Ascending, never empty. */
  readonly wasmWinsAt: readonly number[];
  /** `null` where WASM still wins at the largest batch both measured. */
  readonly wasmStopsWinningAt: number | null;
}

export function backendNotes(recommendations: readonly RecommendationRecord[]): BackendNote[] {
  const notes = new Map<string, BackendNote>();
  for (const one of recommendations) {
    if (one.kind !== 'backend' || one.wasmWinsAt.length === 0) continue;
    const { wasmLaneId, webgpuLaneId, pairCount, wasmWinsAt, wasmStopsWinningAt } = one;
    const key = JSON.stringify([wasmLaneId, webgpuLaneId, wasmWinsAt, wasmStopsWinningAt]);
    const pairCounts = [...(notes.get(key)?.pairCounts ?? []), pairCount];
    notes.set(key, { wasmLaneId, webgpuLaneId, pairCounts, wasmWinsAt, wasmStopsWinningAt });
  }
  return [...notes.values()];
}
