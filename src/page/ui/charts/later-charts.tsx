import { laterPart } from '../kit/later-part.tsx';
import classes from './chart.module.css';

// The charts of a sweep, without recharts until one of them is shown.

const plot = (
  <div className={classes.chart}>
    <div className={classes.plot} />
  </div>
);

export const ThroughputChart = laterPart(
  async () => (await import('./throughput-chart.tsx')).ThroughputChart,
  plot,
);
export const MemoryChart = laterPart(async () => (await import('./memory-chart.tsx')).MemoryChart, plot);
export const PeakChart = laterPart(async () => (await import('./peak-chart.tsx')).PeakChart, plot);
export const FigureChart = laterPart(async () => (await import('./figure-chart.tsx')).FigureChart, plot);
