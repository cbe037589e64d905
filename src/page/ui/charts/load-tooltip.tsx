import classes from './throughput-chart.module.css';

interface LoadTooltipProps {
  readonly title: string;
  /** Name and figure. */
  readonly rows: readonly (readonly [string, string])[];
}

/** The figures at one place of a chart of a load test. */
export function LoadTooltip({ title, rows }: LoadTooltipProps) {
  return (
    <div className={classes.tooltip}>
      <div className={classes.tooltipTitle}>{title}</div>
      <table>
        <tbody>
          {rows.map(([name, figure]) => (
            <tr key={name}>
              <th>{name}</th>
              <td>{figure}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
