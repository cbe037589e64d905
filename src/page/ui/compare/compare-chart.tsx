import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isTwinId } from '../../../core/rerank/twins.ts';
import { type StyledLine, sideStyles } from '../charts/line-style.ts';
import { ThroughputChart } from '../charts/throughput-chart.tsx';
import { laneName, laneNames, modelTitle } from '../kit/names.ts';
import { useFormat } from '../kit/use-texts.ts';
import { chartLabels } from '../throughput/chart-labels.ts';
import classes from './compare.module.css';
import type { ReadyRun } from './side-runs.ts';

/** All lines of all runs on one pair of axes. */
export function CompareChart({ runs }: { readonly runs: readonly ReadyRun[] }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const lanes = useMemo(() => runs.flatMap(lanesOf), [runs]);
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

/** Lanes without a single figure would only fill the legend. */
const lanesOf = (one: ReadyRun) =>
  one.run.lanes
    .filter(({ cells }) => cells.some(({ state }) => state === 'measured'))
    .map((lane) => ({ ...lane, id: laneId(one, lane.id) }));
