import { Fragment } from 'react';
import classes from './chart.module.css';
import { nearestTick, threeDigits } from './chart-numbers.ts';
import { LineSwatch } from './line-marks.tsx';
import { byLane } from './line-style.ts';
import { type Drawn, useDrawn } from './throughput-context.ts';
import { WarmUpKey } from './throughput-legend.tsx';
import type { FloorMark, ThroughputLine, ThroughputPoint } from './throughput-lines.ts';

/** All lines at one batch size, so that they can be compared. */
export function ThroughputTooltip({ batchSize }: { readonly batchSize: number }) {
  const { lines, ticks, ...shared } = useDrawn();
  const { labels, formatNumber } = shared;
  const rows = lines.flatMap((line): Row[] => {
    // Token budgets form batches between the sizes. Each is shown at the nearest size.
    const points = line.points.filter((one) =>
      line.byTokens ? nearestTick(one.batchSize, ticks) === batchSize : one.batchSize === batchSize,
    );
    const mark = line.floor.find((one) => one.batchSize === batchSize);
    return mark === undefined ? points.map((point) => ({ line, point })) : [{ line, mark, point: points[0] }];
  });
  if (rows.length === 0) return null;
  const lanes = byLane(rows, ({ line }) => line);
  return (
    <div className={classes.tooltip}>
      <div className={classes.tooltipTitle}>{labels.column(formatNumber(batchSize))}</div>
      <table>
        <thead>
          <tr>
            <th />
            <th>{labels.pairsPerSecond}</th>
            <th>{labels.intervalHeading}</th>
            <th>{labels.latencyHeading}</th>
          </tr>
        </thead>
        {lanes.map((laneRows) => (
          <tbody key={laneRows[0].line.laneId}>
            <tr>
              <th colSpan={4} className={classes.tooltipLane}>
                {labels.lane(laneRows[0].line)}
                {laneRows[0].line.suspect && ` · ${labels.suspect}`}
              </th>
            </tr>
            {laneRows.map(({ line, point, mark }) => (
              <Fragment key={`${line.id}/${point?.tokenBudget}`}>
                {point && <PointRow line={line} point={point} {...shared} />}
                {mark && <FloorRow line={line} mark={mark} {...shared} />}
              </Fragment>
            ))}
          </tbody>
        ))}
      </table>
      {rows.some(({ point }) => point?.provisional) && <WarmUpKey text={labels.warmingUp} />}
    </div>
  );
}

interface Row {
  readonly line: ThroughputLine;
  readonly point?: ThroughputPoint | undefined;
  readonly mark?: FloorMark;
}

type RowProps = Omit<Drawn, 'lines' | 'ticks'> & { readonly line: ThroughputLine };

interface LineNameProps extends RowProps {
  readonly hollow?: boolean;
  readonly tokenBudget?: number | null;
}

function LineName({ line, styles, labels, formatNumber, hollow, tokenBudget = null }: LineNameProps) {
  return (
    <th>
      <LineSwatch lineStyle={styles.get(line.id)} hollow={hollow} struck={line.suspect} />
      {labels.pairCount(formatNumber(line.pairCount))}
      {tokenBudget !== null && ` · ${labels.budget(tokenBudget)}`}
    </th>
  );
}

function PointRow({ point, ...row }: RowProps & { readonly point: ThroughputPoint }) {
  const { labels, formatNumber } = row;
  const { low, high, pairsPerSecond, latencyMs, provisional, best, reason, tokenBudget } = point;
  const show = (value: number) => formatNumber(threeDigits(value));
  return (
    <>
      <tr className={provisional ? classes.tooltipProvisional : best ? classes.tooltipBest : undefined}>
        <LineName {...row} hollow={provisional} tokenBudget={tokenBudget} />
        <td>{show(pairsPerSecond)}</td>
        <td>{low === null || high === null ? '–' : labels.interval(show(low), show(high))}</td>
        <td>{labels.latency(show(latencyMs))}</td>
      </tr>
      {reason !== null && (
        <tr>
          <td colSpan={4} className={classes.tooltipNote}>
            {labels.reason(reason)}
          </td>
        </tr>
      )}
    </>
  );
}

function FloorRow({ mark, ...row }: RowProps & { readonly mark: FloorMark }) {
  return (
    <>
      <tr>
        <LineName {...row} />
        <td colSpan={3} className={classes.tooltipState}>
          {row.labels.floor[mark.state]}
        </td>
      </tr>
      {mark.reason !== null && (
        <tr>
          <td colSpan={4} className={classes.tooltipNote}>
            {row.labels.reason(mark.reason)}
          </td>
        </tr>
      )}
    </>
  );
}
