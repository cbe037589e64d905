import { memo } from 'react';
import type { DraftCell } from '../../../core/document/run-draft.ts';
import { useBatchText } from '../kit/use-batch-text.ts';
import { useFormat } from '../kit/use-format.ts';
import { moreColumns } from './cell-columns.ts';
import { CellState } from './cell-state.tsx';
import classes from './cells-table.module.css';

interface CellRowProps {
  readonly cell: DraftCell;
  readonly laneId: string;
  /** The most that the lane's device can do, GFLOP/s. */
  readonly peak: number | undefined;
  /** The highest throughput of its lane and pair count. */
  readonly isBest: boolean;
  readonly isRecommended: boolean;
  /** With the columns that are shown when asked for. */
  readonly isWide: boolean;
}

export const CellRow = memo(function CellRow({
  cell,
  laneId,
  peak,
  isBest,
  isRecommended,
  isWide,
}: CellRowProps) {
  const format = useFormat();
  const batchText = useBatchText();
  return (
    <tr
      data-testid="cell-row"
      data-lane={laneId}
      data-pairs={cell.pairCount}
      data-batch={cell.batchSize ?? undefined}
      data-tokens={cell.tokenBudget ?? undefined}
      data-state={cell.state}
      data-best={isBest || undefined}
      data-recommended={isRecommended || undefined}
    >
      <td className={classes.number}>{format.count(cell.pairCount)}</td>
      <td className={classes.number}>{batchText(cell)}</td>
      {cell.state === 'measured' && <Numbers cell={cell} peak={peak} isWide={isWide} />}
      {/* Without numbers there is room for the reason, on a phone too. */}
      <td
        className={classes.state}
        colSpan={cell.state === 'measured' ? 1 : 5 + (isWide ? moreColumns.length : 0)}
      >
        <CellState cell={cell} isBest={isBest} isRecommended={isRecommended} />
      </td>
    </tr>
  );
});

type MeasuredCell = Extract<DraftCell, { state: 'measured' }>;

function Numbers({
  cell,
  peak,
  isWide,
}: Pick<CellRowProps, 'peak' | 'isWide'> & { readonly cell: MeasuredCell }) {
  const format = useFormat();
  const { mean, ci95, median, n } = cell.latencyMs;
  const [shownMean, shownHalf] =
    ci95 === null ? [format.milliseconds(mean), null] : format.plusMinus(mean, (ci95[1] - ci95[0]) / 2);
  return (
    <>
      <td className={`${classes.number} ${classes.rate}`}>{format.rate(cell.pairsPerSecond)}</td>
      <td className={classes.number}>
        {shownMean}
        {shownHalf !== null && <span className={classes.interval}> ± {shownHalf}</span>}
      </td>
      <td className={classes.number}>{format.milliseconds(median)}</td>
      <td className={classes.number}>{format.count(n)}</td>
      {isWide &&
        moreColumns.map(({ id, show }) => (
          <td key={id} className={classes.number} data-column={id}>
            {show(cell, format, peak) ?? '–'}
          </td>
        ))}
    </>
  );
}
