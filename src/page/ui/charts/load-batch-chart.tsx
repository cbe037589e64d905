import { memo, useCallback, useMemo } from 'react';
import { Bar, type TooltipContentProps } from 'recharts';
import { scaleFromZero } from './axis-scale.ts';
import { tickCount, xTitle } from './load-axes.ts';
import { LoadBars } from './load-bars.tsx';
import type { BatchBin } from './load-batch-bins.ts';
import { LoadTooltip } from './load-tooltip.tsx';

/** Every word on the chart, translated. Keep its identity while the language stays. */
export interface LoadBatchLabels {
  readonly description: string;
  readonly pairs: string;
  readonly batches: string;
  readonly pairsInThem: string;
  /** "batches of 4 pairs" */
  readonly column: (range: string) => string;
}

interface LoadBatchChartProps {
  readonly bins: readonly BatchBin[];
  readonly labels: LoadBatchLabels;
  readonly formatNumber: (value: number) => string;
}

/** How many batches of each size formed. */
export const LoadBatchChart = memo(function LoadBatchChart({
  bins,
  labels,
  formatNumber,
}: LoadBatchChartProps) {
  const data = useMemo(
    () =>
      bins.map((bin) => ({
        ...bin,
        range:
          bin.from === bin.to ? formatNumber(bin.from) : `${formatNumber(bin.from)}–${formatNumber(bin.to)}`,
      })),
    [bins, formatNumber],
  );
  const most = Math.max(0, ...bins.map(({ batches }) => batches));
  const y = useMemo(() => {
    const { domain, ticks } = scaleFromZero(most, tickCount);
    return { domain, ticks: ticks.filter(Number.isInteger) };
  }, [most]);
  const title = useMemo(() => xTitle(labels.pairs), [labels]);
  const content = useCallback(
    ({ active, label }: TooltipContentProps) => {
      const bin = active ? data.find(({ range }) => range === label) : undefined;
      if (bin === undefined) return null;
      return (
        <LoadTooltip
          title={labels.column(bin.range)}
          rows={[
            [labels.batches, formatNumber(bin.batches)],
            [labels.pairsInThem, formatNumber(bin.pairs)],
          ]}
        />
      );
    },
    [data, labels, formatNumber],
  );
  return (
    <LoadBars
      name="load-batches"
      description={labels.description}
      yTitle={labels.batches}
      data={data}
      category="range"
      y={y}
      title={title}
      formatTick={formatNumber}
      tooltip={content}
    >
      <Bar dataKey="batches" fill="var(--throughput-colour-1)" maxBarSize={48} isAnimationActive={false} />
    </LoadBars>
  );
});
