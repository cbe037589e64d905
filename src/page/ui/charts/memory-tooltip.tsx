import { byLane } from './by-lane.ts';
import { useMemoryDrawn } from './memory-context.ts';
import { threeDigits } from './shown-number.ts';
import classes from './throughput-chart.module.css';
import { LineSwatch } from './throughput-legend.tsx';

/** The memory of all lines at one batch size. */
export function MemoryTooltip({ batchSize }: { readonly batchSize: number }) {
  const { lines, looks, labels, formatNumber } = useMemoryDrawn();
  const rows = lines.flatMap((line) => {
    const point = line.points.find((one) => one.batchSize === batchSize);
    return point === undefined ? [] : { line, point };
  });
  if (rows.length === 0) return null;
  const show = (mebibytes: number) => formatNumber(threeDigits(mebibytes));
  return (
    <div className={classes.tooltip}>
      <div className={classes.tooltipTitle}>
        {labels.column(formatNumber(batchSize))} · {labels.axis}
      </div>
      <table>
        {byLane(rows, ({ line }) => line).map((laneRows) => {
          const { line } = laneRows[0];
          const onGpu = line.device === 'webgpu';
          return (
            <tbody key={line.laneId}>
              <tr>
                <th className={classes.tooltipLane}>{labels.lane(line)}</th>
                <th className={classes.tooltipLane}>{onGpu ? labels.peak : labels.wasm}</th>
                <th className={classes.tooltipLane}>{onGpu && labels.resident}</th>
              </tr>
              {laneRows.map(({ line: { id, pairCount }, point }) => (
                <tr key={id}>
                  <th>
                    <LineSwatch look={looks.get(id)} />
                    {labels.pairCount(formatNumber(pairCount))}
                  </th>
                  <td>{show(point.mebibytes)}</td>
                  <td>{point.resident !== null && show(point.resident)}</td>
                </tr>
              ))}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}
