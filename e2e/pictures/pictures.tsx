import '@fontsource-variable/inter';
import '@mantine/core/styles.css';
import { createTheme, MantineProvider, Paper } from '@mantine/core';
import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { latencyLines, paddingLines } from '../../src/page/ui/charts/cell-figures.ts';
import { FigureChart, type FigureChartLabels } from '../../src/page/ui/charts/figure-chart.tsx';
import { MemoryChart } from '../../src/page/ui/charts/memory-chart.tsx';
import { PeakChart } from '../../src/page/ui/charts/peak-chart.tsx';
import { ThroughputChart } from '../../src/page/ui/charts/throughput-chart.tsx';
import type { ThroughputChartLabels } from '../../src/page/ui/charts/throughput-context.ts';
import { batchSizes, exampleLanes, lanesOfOneCount } from './example-lanes.ts';

/**
 * Mounts the pictured parts with plain data: `?scheme=light|dark`, `&empty` for a chart before the first run,
 * `&view=…` for a chart of the page, which shows one pair count. Without a view the chart has several, as the
 * comparison's has.
 */

const theme = createTheme({ fontFamily: '"Inter Variable", sans-serif' });

const labels: ThroughputChartLabels = {
  description: 'Throughput by batch size. WebGPU is fastest at batch 16 with 64 pairs a second.',
  batchSize: 'Batch size',
  pairsPerSecond: 'pairs/s',
  lane: ({ device, dtype }) => `${device === 'webgpu' ? 'WebGPU' : 'WASM'} · ${dtype}`,
  pairCount: (count) => `${count} pairs`,
  budgetLine: (count) => `${count} pairs, token budgets`,
  budget: (tokens) => `≤ ${format.format(tokens)} tokens`,
  bestPoint: (batchSize, pairsPerSecond) => `${batchSize} · ${pairsPerSecond}/s`,
  column: (batchSize) => `Batch size ${batchSize}`,
  interval: (low, high) => `${low}–${high}`,
  latency: (ms) => `${ms} ms`,
  intervalHeading: '95 % interval',
  latencyHeading: 'latency',
  best: 'best batch size',
  fastest: 'fastest',
  suspect: 'scores suspect',
  errorBar: '95 % interval',
  warmingUp: 'warming up, not a sample yet',
  floor: { 'out-of-memory': 'out of memory', failed: 'failed' },
  reason: (code) => code,
};

const parameters = new URLSearchParams(location.search);
const format = new Intl.NumberFormat('en-US');
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root.');

const figureLabels = (axis: string, second: string): FigureChartLabels => ({
  description: `Throughput by batch size, as ${axis}.`,
  batchSize: labels.batchSize,
  axis,
  lane: (laneId) => (laneId === 'gpu' ? 'WebGPU · fp16' : 'WASM · q8'),
  pairCount: labels.pairCount,
  column: labels.column,
  headings: () => [axis, second],
});

const shared = { batchSizes, formatNumber: format.format };

const views: Record<string, () => ReactElement> = {
  throughput: () => <ThroughputChart {...shared} lanes={lanesOfOneCount} labels={labels} />,
  latency: () => (
    <FigureChart
      {...shared}
      name="latency"
      lines={latencyLines(lanesOfOneCount)}
      labels={figureLabels('ms a request', 'P95')}
    />
  ),
  padding: () => (
    <FigureChart
      {...shared}
      name="padding"
      lines={paddingLines(lanesOfOneCount)}
      most={100}
      labels={figureLabels('% text', 'padding tokens')}
    />
  ),
  memory: () => (
    <MemoryChart
      {...shared}
      lanes={lanesOfOneCount}
      labels={{
        ...figureLabels('MiB', ''),
        peak: 'GPU, most at one time',
        resident: 'GPU, after the request',
        wasm: 'WASM, high-water mark',
      }}
    />
  ),
  peak: () => <PeakChart {...shared} lanes={lanesOfOneCount} labels={figureLabels('% of peak', 'GFLOP/s')} />,
};

const view = views[parameters.get('view') ?? ''];

createRoot(root).render(
  <MantineProvider theme={theme} forceColorScheme={parameters.get('scheme') === 'dark' ? 'dark' : 'light'}>
    <Paper p={{ base: 'xs', sm: 'md' }} radius={0} data-testid="picture">
      {view === undefined ? (
        <ThroughputChart {...shared} lanes={parameters.has('empty') ? [] : exampleLanes} labels={labels} />
      ) : (
        view()
      )}
    </Paper>
  </MantineProvider>,
);
