/**
 * Measures how good the calibration's choice is: `npx tsx benchmarks/calibration.ts`.
 *
 * The calibration chooses threads and workers for a model as it does on the page. Then every plan with
 * threads × workers ≤ twice the cores scores the same documents of mixed length in sorted batches of four.
 * Each plan has its own worker, and they take turns request by request. The figure is the throughput of the
 * chosen plan ÷ that of the best plan, by the medians.
 */
import { parseArgs } from 'node:util';
import { type CalibrationOrder, calibrationRule } from '../src/core/bench/calibration.ts';
import type { ThreadPlan } from '../src/core/bench/calibration-candidates.ts';
import type { RuntimeBuild } from '../src/core/rerank/devices.ts';
import type { ModelRef } from '../src/core/rerank/model-id.ts';
import { median } from './median.ts';
import { miniLmRepository, writeMiniLmShape } from './models/minilm-shape.ts';
import { openBenchmark } from './support/benchmark-page.ts';
import { markdownTable } from './support/markdown.ts';
import { mixedPairs } from './support/mixed-documents.ts';
import { calibrate, shownCalibration, shownPlan, startProduct } from './support/product-worker.ts';
import { shownTimes, takeTurns } from './support/turns.ts';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '32' },
    rounds: { type: 'string', default: '5' },
    /** The number of calibrations, since each may choose another plan. */
    calibrations: { type: 'string', default: '3' },
    runtime: { type: 'string', default: 'jspi' },
    only: { type: 'string', default: 'builtin,minilm' },
  },
});

const models: Readonly<Record<string, { readonly name: string; readonly model: ModelRef }>> = {
  builtin: { name: 'built-in', model: { source: 'built-in', name: 'coverage' } },
  minilm: { name: 'MiniLM’s shape', model: { source: 'hub', repository: miniLmRepository } },
};

const pairs = mixedPairs(Number(values.documents));
const scoring: Omit<CalibrationOrder, 'pairs' | 'pairCount' | 'seed'> = {
  batchSize: calibrationRule.batchSize,
  tokenBudget: null,
  maxLength: 512,
  order: 'length',
  paddingMultiple: 1,
};

const benchmark = await openBenchmark([], writeMiniLmShape);
const { page, host } = benchmark;
const notes: string[] = [];
const cores = await page.evaluate(() => navigator.hardwareConcurrency);

const plans: readonly ThreadPlan[] = Array.from({ length: 2 * cores }, (_, i) => i + 1).flatMap((threads) =>
  Array.from({ length: Math.floor((2 * cores) / threads) }, (_, i) => ({ threads, workers: i + 1 })),
);

async function measure(name: string, model: ModelRef): Promise<string[][]> {
  const runtime = values.runtime as RuntimeBuild;
  const request = { model, device: 'wasm', dtype: 'fp32', host, runtime, layers: null } as const;
  const wish = { request, pairs, seed: 1, maxLength: scoring.maxLength, paddingMultiple: 1 };
  const chosen = new Map<string, number>();
  for (let i = 0; i < Number(values.calibrations); i++) {
    const found = await calibrate(page, wish);
    const plan = shownPlan(found.chosen);
    chosen.set(plan, (chosen.get(plan) ?? 0) + 1);
    notes.push(`${name}. ${shownCalibration(found)}`);
  }

  const workers = await Promise.all(plans.map(() => startProduct(page)));
  // One after another: loading all at once would multiply the peak of memory.
  for (const [i, worker] of workers.entries())
    await worker.call('load', { ...request, ...(plans[i] as ThreadPlan) });
  const times = await takeTurns(
    workers.map((worker, i) => ({
      name: `${name}, ${shownPlan(plans[i] as ThreadPlan)}`,
      request: async () => (await worker.call('score', { pairs, ...scoring })).cost.latencyMs,
    })),
    Number(values.rounds),
    console.error,
  );
  for (const worker of workers) await worker.end();

  const fastest = Math.min(...times.map(median));
  return plans.map((plan, i) => {
    const ms = times[i] ?? [];
    const picks = chosen.get(shownPlan(plan)) ?? 0;
    return [
      name,
      shownPlan(plan),
      shownTimes(ms),
      ((1000 * pairs.length) / median(ms)).toFixed(1),
      (fastest / median(ms)).toFixed(3),
      picks === 0 ? '' : `${picks} of ${values.calibrations}`,
    ];
  });
}

const rows: string[][] = [];
try {
  for (const id of values.only.split(',')) {
    const one = models[id];
    if (one === undefined) throw new Error(`--only takes ${Object.keys(models).join(', ')}; not ${id}.`);
    rows.push(...(await measure(one.name, one.model)));
  }
} finally {
  await benchmark.close();
}
console.log(
  `${values.runtime} build, fp32, ${pairs.length} documents, ${values.rounds} rounds, ${cores} cores, ${benchmark.browser}\n`,
);
console.log(
  markdownTable(
    [
      'model',
      'threads × workers',
      'ms a request, median (range)',
      'pairs/s',
      'throughput ÷ best',
      'chosen by',
    ],
    rows,
  ),
);
console.log(`\n${notes.join('\n')}`);
