import { capitalOfFrance } from '../src/core/input/sample-sets.ts';
import { builtinModelId } from '../src/core/rerank/catalogue.ts';
import type { Dtype } from '../src/core/rerank/devices.ts';
import type { BenchPage } from './support/bench-page.ts';
import { halfPrecisionRepository } from './support/hub-models.ts';
import { expect, test } from './support/lavapipe.ts';
import { measuredPeak } from './support/measured-peak.ts';

const twin = 'twin:ms-marco-MiniLM-L-6-v2';

/** Documents of different lengths, so that a batch of them is padded. */
const documents = [
  ...capitalOfFrance.documents,
  'Paris.',
  'A dog barks at the moon, and nobody knows why. '.repeat(5),
];

interface Lane {
  readonly model: string;
  readonly device: 'webgpu' | 'wasm';
  readonly dtype: Dtype;
}

/** The documents' scores, in the documents' order. */
async function scoresOn(bench: BenchPage, lane: Lane): Promise<number[]> {
  const ranking = await bench.page.evaluate((settings) => {
    rerankBench.configure({ ...settings, ...(settings.model.startsWith('twin:') && { layers: 1 }) });
    return rerankBench.rank();
  }, lane);
  expect(ranking).toMatchObject({ deviceUsed: lane.device, dtype: lane.dtype });
  return ranking.rows.toSorted((a, b) => a.oldPlace - b.oldPlace).map(({ score }) => score);
}

/**
 * Expects scores that differ by at most `share` of the range that full precision gives, and hence rank every
 * two documents alike whose scores are further apart than that.
 */
function expectAlike(found: readonly number[], full: readonly number[], share: number, what: string): void {
  const range = Math.max(...full) - Math.min(...full);
  const differences = full.map((score, place) => Math.abs(score - (found[place] ?? Number.NaN)));
  const largest = Math.max(...differences) / range;
  test
    .info()
    .annotations.push({ type: 'largest difference', description: `${what}: ${largest} of the range` });
  expect(range, what).toBeGreaterThan(0.01);
  expect(largest, `${what}: ${found} instead of ${full}`).toBeLessThan(share);
  for (const [a, one] of full.entries()) {
    for (const [b, other] of full.entries()) {
      if (one - other > 2 * share * range) expect(found[a], what).toBeGreaterThan(found[b] ?? Number.NaN);
    }
  }
}

test('half precision on WebGPU ranks as full precision on WASM does, and full precision all the more', async ({
  bench,
  hub,
}) => {
  await bench.open({ host: hub.url, maxLength: '64' });
  await bench.setInput(capitalOfFrance.query, documents);
  // A model's dtypes have different weights: a twin's are made up for each, and four bits are coarse. For
  // those the CPU, which computes in full precision, has the same file.
  const models: readonly { model: string; dtype: Dtype; onWasm: Dtype; share: number }[] = [
    { model: builtinModelId, dtype: 'fp32', onWasm: 'fp32', share: 1e-4 },
    { model: twin, dtype: 'fp16', onWasm: 'fp16', share: 0.05 },
    { model: halfPrecisionRepository, dtype: 'fp16', onWasm: 'fp32', share: 0.05 },
    { model: halfPrecisionRepository, dtype: 'q4f16', onWasm: 'q4f16', share: 0.05 },
  ];
  for (const { model, dtype, onWasm, share } of models) {
    const full = await scoresOn(bench, { model, device: 'wasm', dtype: onWasm });
    const found = await scoresOn(bench, { model, device: 'webgpu', dtype });
    expectAlike(found, full, share, `${model} ${dtype}`);
  }
});

test('a sweep in half precision holds half the memory, and is held against the peak of half precision @full', async ({
  bench,
}) => {
  await bench.open({
    ...{ model: twin, layers: '1', device: 'webgpu', dtype: 'fp32,fp16', sample: capitalOfFrance.id },
    ...{ batchSizes: '1', pairCounts: '1', repetitions: '2' },
  });
  const record = await bench.run();
  expect(record.lanes).toMatchObject(
    [
      ['fp32', 'f32'],
      ['fp16', 'f16'],
    ].map(([dtype, precision]) => ({
      ...{ dtype, state: 'done', deviceUsed: 'webgpu' },
      ...{ peak: { precision }, scoreCheck: { verdict: 'not-applicable' } },
      cells: [{ state: 'measured' }],
    })),
  );
  const [full, half] = record.lanes.map(({ cells }) =>
    cells.map((cell) => (cell.state === 'measured' ? cell.gpuBytes : null)),
  );
  for (const [place, bytes] of (half ?? []).entries()) {
    // Some buffers are larger than their content, and some hold numbers that are not the model's.
    expect((bytes?.resident ?? Number.NaN) / (full?.[place]?.resident ?? Number.NaN)).toBeCloseTo(0.5, 1);
    expect(bytes?.peak).toBeGreaterThan(bytes?.resident ?? Number.NaN);
  }
  expect(record.environment.adapter?.features).toContain('shader-f16');

  const peak = await measuredPeak(bench.page, { device: 'webgpu', precision: 'f16' });
  expect(peak).toMatchObject({ device: 'webgpu', precision: 'f16' });
  expect(peak.gflopsPerSecond).toBeGreaterThan(0.1);
});
