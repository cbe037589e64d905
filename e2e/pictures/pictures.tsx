import '@fontsource-variable/inter';
import '@mantine/core/styles.css';
import { createTheme, MantineProvider, Paper } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { ThroughputChart } from '../../src/page/ui/charts/throughput-chart.tsx';
import type { ThroughputChartLabels } from '../../src/page/ui/charts/throughput-context.ts';
import { atRest } from '../../src/page/ui/testing/at-rest.ts';
import { batchSizes, exampleLanes } from './example-lanes.ts';

/**
 * Mounts the chart with plain data of several pair counts, as the comparison has it: `?scheme=light|dark`,
 * `&empty` for a chart before the first run.
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

globalThis.atRest = atRest;
const shared = { batchSizes, formatNumber: format.format };

createRoot(root).render(
  <MantineProvider theme={theme} forceColorScheme={parameters.get('scheme') === 'dark' ? 'dark' : 'light'}>
    <Paper p={{ base: 'xs', sm: 'md' }} radius={0} data-testid="picture">
      <ThroughputChart {...shared} lanes={parameters.has('empty') ? [] : exampleLanes} labels={labels} />
    </Paper>
  </MantineProvider>,
);
