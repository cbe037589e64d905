import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isTwinId } from '../../../core/rerank/twins.ts';
import { type StyledLine, sideStyles } from '../charts/line-style.ts';
import { ThroughputChart } from '../charts/throughput-chart.tsx';
import { laneName, laneNames, modelTitle } from '../kit/names.ts';
import { useFormat } from '../kit/use-texts.ts';
import { chartLabels } from '../throughput/chart-labels.ts';
import { CountChoice } from '../throughput/count-choice.tsx';
import classes from './compare.module.css';
import type { ReadyRun } from './side-runs.ts';

/** All runs' lines of one pair count on one pair of axes. */
export function CompareChart({ runs }: { readonly runs: readonly ReadyRun[] }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const [chosen, choose] = useState<number | null>(null);
  const pairCounts = useMemo(() => measuredCounts(runs), [runs]);
  const pairCount = pairCounts.find((count) => count === chosen) ?? pairCounts.at(-1);
  const lanes = useMemo(
    () =>
      runs
        .flatMap(lanesOf)
        .map((lane) => ({ ...lane, cells: lane.cells.filter((cell) => cell.pairCount === pairCount) })),
    [runs, pairCount],
  );
  const batchSizes = useMemo(
    () => [...new Set(lanes.flatMap(({ cells }) => cells.flatMap(({ batchSize }) => batchSize ?? [])))],
    [lanes],
  );
  const stylesOf = useMemo(() => {
    const sides = new Map(runs.flatMap((one) => lanesOf(one).map(({ id }) => [id, one.side] as const)));
    return (lines: readonly StyledLine[]) => sideStyles(lines, sides);
  }, [runs]);
  const labels = useMemo(() => {
    const names = new Map(
      runs.flatMap((one) => {
        const laneOf = laneNames(one.run.lanes, t);
        return one.run.lanes.map((lane) => {
          const side = t(`compare.side.${one.side}`);
          const isAlone = runs.every((other) => other === one || other.side !== one.side);
          const { id, layers } = lane.model;
          // Nobody should take a twin's line for its model's.
          const name = isTwinId(id) ? `${laneOf(lane)} · ${modelTitle(id, t, layers)}` : laneOf(lane);
          const words = isAlone
            ? t('compare.chartLaneAlone', { side, lane: name })
            : t('compare.chartLane', { side, run: one.name, lane: name });
          return [laneId(one, lane.id), words] as const;
        });
      }),
    );
    const summary = [...new Set(names.values())].join('; ');
    return {
      ...chartLabels({
        t,
        i18n,
        laneName,
        best: 'fastest',
        description: t('compare.chartDescription', { summary }),
      }),
      lane: ({ laneId: id }: { readonly laneId: string }) => names.get(id) ?? id,
    };
  }, [runs, t, i18n]);
  return (
    <section className={classes.block}>
      {pairCounts.length > 1 && (
        <div>
          <CountChoice pairCounts={pairCounts} chosen={pairCount} choose={choose} />
        </div>
      )}
      <ThroughputChart
        lanes={lanes}
        batchSizes={batchSizes}
        labels={labels}
        formatNumber={format.rate}
        stylesOf={stylesOf}
      />
      <p className={classes.quiet}>{t('compare.chartKey')}</p>
    </section>
  );
}

/** Runs with the same settings have lanes with the same ids. */
const laneId = ({ id }: ReadyRun, lane: string) => `${id}/${lane}`;

/** The pair counts of all runs that have a figure, ascending. */
const measuredCounts = (runs: readonly ReadyRun[]): readonly number[] =>
  [
    ...new Set(
      runs.flatMap(({ run }) =>
        run.lanes.flatMap(({ cells }) =>
          cells.flatMap(({ state, pairCount }) => (state === 'measured' ? pairCount : [])),
        ),
      ),
    ),
  ].sort((a, b) => a - b);

/** Lanes without a single figure would only fill the legend. */
const lanesOf = (one: ReadyRun) =>
  one.run.lanes
    .filter(({ cells }) => cells.some(({ state }) => state === 'measured'))
    .map((lane) => ({ ...lane, id: laneId(one, lane.id) }));
