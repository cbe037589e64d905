import { memo, useCallback, useMemo } from 'react';
import { Bar, type TooltipContentProps } from 'recharts';
import { xAxisTitle } from './chart-frame.tsx';
import { scaleFromZero } from './chart-numbers.ts';
import { LoadTestBars, LoadTestTooltip, tickCount } from './load-test-chart.tsx';

/** The batches with one number of pairs, or with a number within a range. */
interface BatchBin {
  readonly from: number;
  readonly to: number;
  readonly batches: number;
  readonly pairs: number;
}

const mostBins = 24;

/**
 * Counts batches by their number of pairs: one bin for each number up to the largest or, if that took more
 * than 24 bins, for ranges as wide as a power of two.
 *
 * @param maxBatch most pairs of a batch; the axis ends there, or at the largest batch if that was larger
 */
export function batchBins(pairs: readonly number[], maxBatch: number): BatchBin[] {
  const largest = pairs.reduce((most, one) => Math.max(most, one), Math.max(1, maxBatch));
  const width = 2 ** Math.max(0, Math.ceil(Math.log2(largest / mostBins)));
  const bins = Array.from({ length: Math.ceil(largest / width) }, (_, i) => ({
    from: i * width + 1,
    to: Math.min((i + 1) * width, largest),
    batches: 0,
    pairs: 0,
  }));
  for (const one of pairs) {
    const bin = bins[Math.ceil(one / width) - 1];
    if (bin === undefined) continue;
    bin.batches++;
    bin.pairs += one;
  }
  return bins;
}

/** Every word on the chart, translated. Keep its identity while the language stays. */
export interface LoadTestBatchLabels {
  readonly description: string;
  readonly pairs: string;
  readonly batches: string;
  readonly pairsInThem: string;
  /** "batches of 4 pairs" */
  readonly column: (range: string) => string;
}

interface LoadTestBatchChartProps {
  readonly bins: readonly BatchBin[];
  readonly labels: LoadTestBatchLabels;
  readonly formatNumber: (value: number) => string;
}

/** How many batches of each size formed. */
export const LoadTestBatchChart = memo(function LoadTestBatchChart({
  bins,
  labels,
  formatNumber,
}: LoadTestBatchChartProps) {
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
  const title = useMemo(() => xAxisTitle(labels.pairs), [labels]);
  const content = useCallback(
    ({ active, label }: TooltipContentProps) => {
      const bin = active ? data.find(({ range }) => range === label) : undefined;
      if (bin === undefined) return null;
      return (
        <LoadTestTooltip
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
    <LoadTestBars
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
    </LoadTestBars>
  );
});
