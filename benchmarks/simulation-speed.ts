/**
 * Measures how fast load tests are simulated and how long the planner takes: `npx tsx
 * benchmarks/simulation-speed.ts`.
 *
 * The service is made up, with a GPU's proportions: 4 ms a pass and 10 µs a token, lengths of 16 to 512
 * tokens, 1 to 8 pairs a request. No model runs, so the figures only depend on this computer and on Node.
 */
import { cpus } from 'node:os';
import type { SimulatedService } from '../src/core/serving/capacity.ts';
import { capacityGrid, planCapacity } from '../src/core/serving/planner.ts';
import { estimateCapacity } from '../src/core/serving/predict.ts';
import { ServiceTimes } from '../src/core/serving/service-times.ts';
import { simulate } from '../src/core/serving/simulation.ts';
import { seededRandom } from '../src/core/stats/random.ts';
import { median } from './median.ts';
import { markdownTable } from './support/markdown.ts';

const random = seededRandom(7);
const lengths = Array.from({ length: 50 }, () => 16 + Math.floor(496 * random() ** 2));
const sizes = [1, 2, 4, 8, 16, 32];
const timesOf = (pairs: number, length: number) =>
  Array.from({ length: 8 }, () => (4 + 0.01 * pairs * length) * (0.97 + 0.06 * random()));
const service: SimulatedService = {
  passes: {
    samples: sizes.flatMap((pairs) =>
      [64, 256, 512].map((length) => ({ pairs, length, ms: timesOf(pairs, length) })),
    ),
    tokenizeMsPerPair: 0,
    servers: 1,
  },
  lengths,
  maxLength: 512,
  paddingMultiple: 1,
};
const pairsPerArrival = [1, 8] as const;
const rule = {
  maxBatch: 16,
  maxWaitMs: 20,
  tokenBudget: null,
  lookAhead: 0,
  timeoutMs: 5000,
  queueLimit: null,
};
const times = new ServiceTimes(service);
const capacity = estimateCapacity({ service, pairsPerArrival, rule, seed: 1 });
const turns = 5;

const rows = [1, 64, 1024, 4096].map((machines) => {
  const arrivals = Math.max(50_000, 50 * machines);
  let liveMs = 0;
  const wall = Array.from({ length: turns }, (_, turn) => {
    const start = performance.now();
    const { lastOutcomeAtMs } = simulate({
      plan: {
        pattern: 'poisson',
        ratePerSecond: 0.7 * capacity * machines,
        rampToPerSecond: null,
        burstSize: 1,
        clients: 1,
        pairsPerArrival,
        durationMs: Number.POSITIVE_INFINITY,
        maxArrivals: arrivals,
        seed: turn,
      },
      rule,
      lengths,
      servers: machines,
      serviceMs: times.drawnBy(seededRandom(turn)),
      endsOverloaded: true,
    });
    liveMs = lastOutcomeAtMs;
    return performance.now() - start;
  });
  const ms = median(wall);
  return [
    String(machines),
    String(arrivals),
    ms.toFixed(0),
    ((arrivals / ms) * 1000).toFixed(0),
    (liveMs / 1000).toFixed(1),
    (liveMs / ms).toFixed(0),
  ];
});

const grid = capacityGrid({ maxBatch: 16, maxWaitMs: 100, tailLatencyMs: 300, largestBatch: null });
const start = performance.now();
const { simulatedArrivals } = await planCapacity(
  {
    service,
    plan: { pattern: 'poisson', burstSize: 1, clients: 1, pairsPerArrival, seed: 1 },
    rule,
    objective: { quantile: 0.99, latencyMs: 300 },
    ...grid,
  },
  { shouldStop: () => false, onProgress: () => {}, breathe: async () => {} },
);
const planSeconds = (performance.now() - start) / 1000;

console.log(`Node ${process.version}, ${cpus()[0]?.model.trim()}, ${turns} turns\n`);
console.log(
  markdownTable(
    [
      'machines',
      'arrivals',
      'wall, ms (median)',
      'arrivals simulated a second',
      'live it would take, s',
      '× as fast as live',
    ],
    rows,
  ),
);
console.log(
  `\nThe planner's default grid, ${grid.maxBatches.length} batches × ${grid.maxWaitsMs.length} waits and ${grid.replicas.length} numbers of replicas: ${simulatedArrivals} arrivals in ${planSeconds.toFixed(1)} s.`,
);
