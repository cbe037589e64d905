import { useTranslation } from 'react-i18next';
import { useFormat } from '../kit/use-format.ts';
import type { BackendNote } from './backend-notes.ts';
import type { LaneFacts } from './lane-facts.ts';
import classes from './recommendation.module.css';
import { usePairsText } from './use-pairs-text.ts';

interface BackendNoteListProps {
  readonly notes: readonly BackendNote[];
  readonly lanes: readonly LaneFacts[];
  readonly name: (lane: LaneFacts) => string;
}

/** Where the CPU beats the GPU, and from which batch size on it stops doing so. */
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
