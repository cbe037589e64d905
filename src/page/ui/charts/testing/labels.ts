import type { ThroughputChartLabels } from '../throughput-context.ts';

/** English words for a chart that a test draws. */
export const exampleLabels: ThroughputChartLabels = {
  description: 'A chart.',
  batchSize: 'Batch size',
  pairsPerSecond: 'pairs/s',
  lane: ({ laneId }) => `Lane ${laneId}`,
  pairCount: (count) => `${count} pairs`,
  budgetLine: (count) => `${count} pairs, token budgets`,
  budget: (tokens) => `≤ ${tokens} tokens`,
  bestPoint: (batchSize, pairsPerSecond) => `${batchSize} · ${pairsPerSecond}/s`,
  column: String,
  interval: (low, high) => `${low}–${high}`,
  latency: String,
  intervalHeading: '95 %',
  latencyHeading: 'latency',
  best: 'best',
  fastest: 'fastest',
  suspect: 'suspect',
  errorBar: '95 % interval',
  warmingUp: 'warming up',
  floor: { 'out-of-memory': 'out of memory', failed: 'failed' },
  reason: (code) => code,
};
