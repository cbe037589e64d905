import { type BenchPage, smallSweep } from './support/bench-page.ts';
import { expect, test } from './support/fixtures.ts';
import { sentence, words } from './support/words.ts';

const miniLm = 'twin:ms-marco-MiniLM-L-6-v2';
const title = sentence('twin.nameCut', { id: miniLm, layers: 1, all: 6 });
const small = { ...smallSweep, batchSizes: '1,2', pairCounts: '2' } as const;

const layers = (bench: BenchPage) => bench.page.getByRole('textbox', { name: words.twin.layers });

test.describe('a synthetic twin', () => {
  test('is chosen in the list, cut to a layer, measured, and never named as its model', async ({
    bench,
    traffic,
  }) => {
    await bench.open({
      sample: 'capital-of-france',
      device: 'wasm',
      dtype: 'q8',
      threads: '1',
      workers: '1',
      ...small,
    });
    await expect(layers(bench)).toHaveCount(0);
    await bench.modelSelect.click();
    await bench.modelSelect.fill('twin minilm');
    await bench.page.getByRole('option', { name: miniLm }).click();
    await expect(bench.page.getByTestId('twin-facts')).toContainText(words.twin.caveat);
    const whole = await bench.laneOutlook.textContent();
    await layers(bench).fill('1');
    await expect(bench.laneOutlook).not.toHaveText(whole ?? '');
    await expect(bench.page.getByTestId('twin-facts')).toContainText(words.twin.caveatCut);
    await expect.poll(() => bench.search()).toMatchObject({ model: miniLm, layers: '1' });

    const { lanes } = await bench.run();
    expect(lanes).toMatchObject([
      {
        state: 'done',
        dtype: 'q8',
        model: { id: miniLm, source: 'twin', layers: 1, revision: null },
        scoreCheck: { verdict: 'not-applicable' },
        cells: [{ state: 'measured' }, { state: 'measured' }],
      },
    ]);
    await expect(bench.summary).toContainText(title);
    await expect(bench.summary).toContainText(words.scoreCheck.notApplicable);
    await expect(bench.page.getByTestId('identity')).toContainText(title);
    expect(traffic.offOrigin()).toEqual([]);
  });

  test('ranks with a warning, and cannot be deeper than its model @full', async ({ bench }) => {
    await bench.open({
      sample: 'capital-of-france',
      device: 'wasm',
      model: miniLm,
      layers: '1',
      dtype: 'q8',
    });
    await bench.rank();
    await expect(bench.page.getByTestId('twin-ranking')).toHaveText(
      sentence('twin.ranking', { model: title }),
    );
    await layers(bench).fill('7');
    const alert = bench.page.getByTestId('twin-facts').getByRole('alert');
    await expect(alert).toContainText(
      sentence('twin.tooDeep', { name: 'ms-marco-MiniLM-L-6-v2', all: 6, asked: 7 }),
    );
    await alert.getByRole('button', { name: sentence('twin.use', { count: 6 }) }).click();
    await expect(alert).toHaveCount(0);
    await expect(layers(bench)).toHaveValue('');
  });
});
