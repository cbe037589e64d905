import type { ReactNode } from 'react';
import classes from './throughput-chart.module.css';

interface ChartFrameProps {
  /** Names the chart in the document. */
  readonly name: string;
  /** What the plot says to whoever does not see it. */
  readonly description: string;
  readonly yTitle: string;
  readonly legend?: ReactNode;
  /** Of the plot; charts over batch sizes share one. */
  readonly plotClass?: string | undefined;
  readonly children: ReactNode;
}

/** A chart's legend, its plot as one image, and the title of the vertical axis over it. */
export function ChartFrame({ name, description, yTitle, legend, plotClass, children }: ChartFrameProps) {
  return (
    <div className={classes.chart} data-chart={name}>
      {legend}
      <div className={plotClass ?? classes.plot} role="img" aria-label={description}>
        <YTitle text={yTitle} />
        {children}
      </div>
    </div>
  );
}

export function YTitle({ text }: { readonly text: string }) {
  return (
    <span className={classes.yTitle} aria-hidden="true">
      {text}
    </span>
  );
}
