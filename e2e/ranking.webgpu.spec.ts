import { capitalOfFrance, chinese } from '../src/core/input/sample-sets.ts';
import type { Pair } from '../src/core/rerank/pair.ts';
import { browsersAdapter } from './support/adapter.ts';
import type { BenchPage } from './support/bench-page.ts';
import { expect, test } from './support/fixtures.ts';
import { sentence, words } from './support/words.ts';

/** How much two backends may differ on the same file. */
const scoreTolerance = 1e-3;

/** Ranks pairs on a device. Scores are in the input's order. */
async function rankOn(bench: BenchPage, device: 'webgpu' | 'wasm', pairs: readonly Pair[]) {
  return bench.page.evaluate(
    async ([one, input]) => {
      rerankBench.configure({ device: one });
      rerankBench.setInput(input);
      const { rows, deviceUsed } = await rerankBench.rank();
      return {
        deviceUsed,
        order: rows.map(({ oldPlace }) => oldPlace),
        scores: rows.toSorted((a, b) => a.oldPlace - b.oldPlace).map(({ score }) => score),
      };
    },
    [device, pairs] as const,
  );
}

const pairsOf = ({ query, documents }: { query: string; documents: readonly string[] }): Pair[] =>
  documents.map((document) => ({ query, document }));

/**
 * One pass of six pairs of different lengths: among them one without a document, one cut at max length and
 * one in another script.
 */
const paddedPairs: Pair[] = [
  { query: 'Where do red foxes live?', document: 'Red foxes live in forests.' },
  { query: 'Where do red foxes live?', document: '' },
  {
    query: 'Where do red foxes live?',
    document: 'A dog barks at the moon, and nobody knows why. '.repeat(8),
  },
  { query: 'fox', document: 'A fox.' },
  { query: chinese.query, document: chinese.documents[chinese.answer] ?? '' },
  { query: chinese.query, document: chinese.documents[0] ?? '' },
];

test.describe('with a software adapter', () => {
  test('the page names it, warns of it, computes with WASM and still offers WebGPU', async ({ bench }) => {
    await bench.open({ sample: capitalOfFrance.id });
    const adapter = await browsersAdapter(bench.page);
    await expect(bench.gpuBadge).toContainText(new RegExp(adapter?.architecture || 'no name', 'i'));
    await expect(bench.gpuBadge).toContainText(words.gpu.software);
    await expect(bench.gpuBadge).toContainText('· WASM');
    await bench.expectGpuFacts(
      words.notice.softwareAdapter,
      sentence('backend.next', { devices: 'WASM' }),
      'maxBufferSize',
    );

    const choice = bench.page.getByRole('radiogroup', { name: words.model.device });
    await expect(
      choice.getByRole('radio', { name: sentence('model.deviceAuto', { device: 'WASM' }) }),
    ).toBeChecked();
    await choice.getByText('WebGPU', { exact: true }).click();
    await expect(bench.gpuBadge).toContainText('· WebGPU');
    await expect(bench.page.getByText(words.model.softwareAdapter)).toBeVisible();
    expect(bench.search()).toMatchObject({ device: 'webgpu' });
  });

  test('WebGPU ranks as WASM does: the same order, and scores within 1e-3', async ({ bench }) => {
    await bench.open({ maxLength: '32' });
    const inputs = { [capitalOfFrance.id]: pairsOf(capitalOfFrance), 'a padded batch': paddedPairs };
    // First all on one device, then all on the other, since each change of device loads the model again.
    const onGpu = new Map<string, Awaited<ReturnType<typeof rankOn>>>();
    for (const [name, pairs] of Object.entries(inputs)) {
      onGpu.set(name, await rankOn(bench, 'webgpu', pairs));
      await bench.expectGpuFacts(sentence('backend.last', { devices: 'WebGPU' }));
    }
    for (const [name, pairs] of Object.entries(inputs)) {
      const gpu = onGpu.get(name);
      const wasm = await rankOn(bench, 'wasm', pairs);
      expect([gpu?.deviceUsed, wasm.deviceUsed], name).toEqual(['webgpu', 'wasm']);
      expect(gpu?.order, name).toEqual(wasm.order);
      for (const [place, score] of wasm.scores.entries()) {
        expect(
          Math.abs((gpu?.scores[place] ?? Number.NaN) - score),
          `${name}, score ${place}: ${gpu?.scores[place]} on WebGPU, ${score} on WASM`,
        ).toBeLessThan(scoreTolerance);
      }
      // Otherwise scores that are all alike would agree too.
      expect(Math.max(...wasm.scores) - Math.min(...wasm.scores), name).toBeGreaterThan(1);
    }
  });

  test('@full WebGPU gives a pair the score alone that it has in a padded batch', async ({ bench }) => {
    await bench.open({ maxLength: '32' });
    const together = await rankOn(bench, 'webgpu', paddedPairs);
    for (const place of [0, 4]) {
      const alone = await rankOn(bench, 'webgpu', paddedPairs.slice(place, place + 1));
      const difference = (alone.scores[0] ?? Number.NaN) - (together.scores[place] ?? Number.NaN);
      expect(Math.abs(difference), `pair ${place}`).toBeLessThan(scoreTolerance);
    }
  });
});
