import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/shallow';
import type { BatchCell, DraftLane } from '../../../core/document/run-draft.ts';
import { isSuspect } from '../../../core/document/suspect-lane.ts';
import { useAppState } from '../../store/app-context.ts';
import { useFormat } from '../kit/use-texts.ts';
import classes from './results.module.css';
import { bestCells, useLaneFacts, useLaneName } from './shown-lanes.ts';

const noLanes: readonly DraftLane[] = [];

/** Each lane's fastest batch size until now, at its largest pair count: what the answer may come to be. */
export function FastestSoFar() {
  const { t } = useTranslation();
  const format = useFormat();
  const laneName = useLaneName();
  const lanes = useLaneFacts();
  const cells = useAppState(useShallow(({ draft }) => (draft?.lanes ?? noLanes).map(fastestCell)));
  const counts = useAppState(
    useShallow(({ draft }) => [...new Set((draft?.lanes ?? noLanes).map(mostPairs))]),
  );
  const [count = 0, ...otherCounts] = counts;
  return (
    <table className={classes.soFar} data-testid="fastest-so-far">
      <caption>
        {otherCounts.length > 0 ? t('progress.fastestSoFar') : t('progress.fastestAt', { count })}
      </caption>
      <tbody>
        {lanes.map((lane, i) => {
          const cell = cells[i] ?? null;
          return (
            <tr key={lane.id}>
              {lanes.length > 1 && <th scope="row">{lane.task ?? laneName(lane)}</th>}
              <td>
                {cell === null
                  ? t('progress.notMeasuredYet')
                  : [
                      t('suite.batch', { batch: cell.batchSize }),
                      t('answer.rate', { rate: format.rate(cell.pairsPerSecond) }),
                    ].join(t('joint.parts'))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const mostPairs = ({ cells }: DraftLane): number => Math.max(...cells.map(({ pairCount }) => pairCount));

function fastestCell(lane: DraftLane): BatchCell | null {
  if (isSuspect(lane)) return null;
  const count = mostPairs(lane);
  return bestCells(lane.cells).find(({ pairCount }) => pairCount === count) ?? null;
}
