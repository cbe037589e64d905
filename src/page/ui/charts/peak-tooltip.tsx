import { byLane } from './by-lane.ts';
import own from './peak-chart.module.css';
import { usePeakDrawn } from './peak-context.ts';
import { threeDigits } from './shown-number.ts';
import classes from './throughput-chart.module.css';
import { LineSwatch } from './throughput-legend.tsx';

/** The shares of all lines at one batch size, with the rates behind them. */
export function PeakTooltip({ batchSize }: { readonly batchSize: number }) {
  const { lines, looks, labels, formatNumber } = usePeakDrawn();
  const rows = lines.flatMap((line) => {
    const point = line.points.find((one) => one.batchSize === batchSize);
    return point === undefined ? [] : { line, point };
  });
  if (rows.length === 0) return null;
  const show = (value: number) => formatNumber(threeDigits(value));
  return (
    <div className={classes.tooltip}>
      <div className={classes.tooltipTitle}>{labels.column(formatNumber(batchSize))}</div>
      <table>
        {byLane(rows, ({ line }) => line).map((laneRows) => (
          <tbody key={laneRows[0].line.laneId}>
            <tr>
              <th className={classes.tooltipLane}>{labels.lane(laneRows[0].line.laneId)}</th>
              <th className={`${classes.tooltipLane} ${own.amount}`}>{labels.axis}</th>
              <th className={`${classes.tooltipLane} ${own.amount}`}>{labels.rate}</th>
            </tr>
            {laneRows.map(({ line: { id, pairCount }, point }) => (
              <tr key={id}>
                <th>
                  <LineSwatch look={looks.get(id)} />
                  {labels.pairCount(formatNumber(pairCount))}
                </th>
                <td>{show(point.percent)}</td>
                <td>{show(point.gflopsPerSecond)}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
