import type { FaultRule } from '../server/hub-stand-in.ts';
import type { FailureCode } from '../src/core/rerank/failure.ts';
import { type BenchPage, hubSweep, smallSweep } from './support/bench-page.ts';
import { expect, test } from './support/fixtures.ts';
import {
  encoderRepository,
  exportedRepository,
  rerankerRepository,
  threeLabelsRepository,
} from './support/hub-models.ts';
import { failureSentence, sentence, words } from './support/words.ts';

const fourDocuments = { sample: 'capital-of-france' } as const;
const modelTitle = 'bge-reranker-v2-m3';
const weightsFile = /\/onnx\//;

/** Opens the page with the hub stand-in and one of its models. */
async function openModel(
  bench: BenchPage,
  hub: { readonly url: string },
  settings: Readonly<Record<string, string>> = {},
): Promise<void> {
  await bench.open({ ...fourDocuments, host: hub.url, model: rerankerRepository, dtype: 'q8', ...settings });
}

test.describe('a model of the hub', () => {
  for (const { dtype, files } of [
    { dtype: 'fp32', files: ['onnx/model.onnx', 'onnx/model.onnx_data'] },
    { dtype: 'q8', files: ['onnx/model_quantized.onnx'] },
  ]) {
    test(`loads as ${dtype} with each file’s progress in sight, and ranks`, async ({ bench, hub }) => {
      await openModel(bench, hub, { dtype });
      const last = files.at(-1) ?? '';
      const slow = hub.setFault({ kind: 'slow', path: new RegExp(`/${last}$`) });
      await bench.startRank();
      await slow.hit;

      const list = bench.ranking.getByRole('list', { name: words.progress.files });
      for (const file of ['config.json', 'tokenizer.json', ...files]) {
        await expect(list.getByRole('progressbar', { name: file, exact: true })).toBeVisible();
      }
      await expect(list.getByRole('listitem').filter({ hasText: last }).last()).toContainText(
        /[\d.]+ (kB|MB|byte) of [\d.]+ (kB|MB)/,
      );
      slow.release();
      await bench.expectRanked();
      await expect(bench.rankingRows).toHaveCount(4);
      await expect(bench.ranking).toContainText(
        sentence('ranking.how', { model: modelTitle, device: 'WASM', dtype }),
      );
      for (const { score } of await bench.ranks()) expect(Number.isFinite(score)).toBe(true);
    });
  }

  test('gives the same scores in full precision and, nearly, quantised @full', async ({ bench, hub }) => {
    await openModel(bench, hub, { dtype: 'fp32' });
    const scores = () =>
      bench.page.evaluate(async () =>
        Object.fromEntries((await rerankBench.rank()).rows.map(({ oldPlace, score }) => [oldPlace, score])),
      );
    const full = await scores();
    await bench.page.evaluate(() => rerankBench.configure({ dtype: 'q8' }));
    const quantised = await scores();
    expect(quantised).not.toEqual(full);
    for (const place of ['1', '2', '3', '4'])
      expect(quantised[place]).toBeCloseTo(full[place] ?? Number.NaN, 1);
  });

  test('scores alike however its exporter laid it out @full', async ({ bench, hub }) => {
    await openModel(bench, hub, { dtype: 'fp32' });
    const scoresWith = (change: Readonly<Record<string, string>>) =>
      bench.page.evaluate(async (partial) => {
        rerankBench.configure(partial);
        const { dtype, file, rows } = await rerankBench.rank();
        return { dtype, file, rows: rows.map(({ oldPlace, score }) => [oldPlace, score]) };
      }, change);
    const usual = await scoresWith({});
    const quantised = await scoresWith({ dtype: 'q8' });
    expect(await scoresWith({ model: exportedRepository, dtype: 'fp32' })).toEqual(usual);
    const file = 'model_int8.onnx';
    expect(await scoresWith({ file })).toEqual({ ...quantised, file });
    await expect(bench.ranking).toContainText(
      sentence('ranking.how', { model: exportedRepository, device: 'WASM', dtype: file }),
    );
  });

  test('asks the hub what it has, and for nothing to download until it is used', async ({
    bench,
    hub,
    traffic,
  }) => {
    await bench.open({ ...fourDocuments, host: hub.url });
    await bench.page.getByRole('combobox', { name: words.model.label, exact: true }).click();
    await bench.page.getByRole('option', { name: new RegExp(`^${modelTitle}`) }).click();
    await expect(bench.hubFiles).toHaveAttribute('data-state', 'found');
    await bench.ask('Which city is the capital of Spain?');
    // Counting tokens, which the built-in model does, must not fetch this model's tokenizer.
    await expect(bench.rows.first()).not.toContainText(/\d tokens/);
    const asked = hub.requests.filter(
      ({ at, url }) => at === 'hub' && !url.startsWith('/api/resolve-cache/'),
    );
    expect(asked.map(({ url }) => url).toSorted()).toEqual([
      `/api/models/${rerankerRepository}/tree/main?recursive=true`,
      `/${rerankerRepository}/resolve/main/config.json`,
    ]);
    expect(hub.requests.filter(({ at }) => at === 'storage')).toEqual([]);

    await bench.rank();
    expect(hub.requests.filter(({ at }) => at === 'storage')).not.toEqual([]);
    expect(traffic.offOrigin()).not.toEqual([]);
    await expect(bench.rows.first()).toContainText(/\d tokens/);
  });

  test('comes from the browser’s cache the second time, with the hub gone', async ({ bench, hub }) => {
    await openModel(bench, hub, { dtype: 'fp32' });
    await bench.rank();
    const first = await bench.ranks();
    const files = hub.requests.filter(({ url }) => weightsFile.test(url));
    expect(files.length).toBeGreaterThanOrEqual(2);

    hub.forget();
    hub.setFault({ kind: 'offline' });
    await bench.reload();
    await bench.rank();
    expect(await bench.ranks()).toEqual(first);
    // The stand-in counts what it leaves without an answer, too.
    expect(hub.requests.filter(({ at, url }) => at === 'storage' || weightsFile.test(url))).toEqual([]);
  });

  test('can be cancelled in mid-download, and loads at the next attempt', async ({ bench, hub }) => {
    await openModel(bench, hub);
    const slow = hub.setFault({ kind: 'slow', path: weightsFile });
    await bench.startRank();
    await slow.hit;
    await bench.page.getByRole('button', { name: words.actions.cancelRank }).click();
    await expect(bench.rankButton).toBeVisible();
    await expect(bench.rankingFailure).toHaveCount(0);
    await expect(bench.rankingRows).toHaveCount(0);
    slow.remove();
    await bench.rank();
  });

  test('can be cancelled while a sweep loads it, and is measured at the next attempt @full', async ({
    bench,
    hub,
  }) => {
    await openModel(bench, hub, hubSweep);
    const slow = hub.setFault({ kind: 'slow', path: weightsFile });
    await bench.runButton.click();
    await slow.hit;
    await expect(
      bench.progress
        .getByRole('list', { name: words.progress.files })
        .getByRole('progressbar', { name: 'onnx/model_quantized.onnx' }),
    ).toBeVisible();
    await bench.progress.getByRole('button', { name: words.progress.cancel }).click();
    await bench.expectRunState('cancelled');
    slow.remove();
    const { lanes } = await bench.run();
    expect(lanes).toMatchObject([
      { state: 'done', dtype: 'q8', model: { id: rerankerRepository, source: 'hub', revision: 'main' } },
    ]);
    expect(lanes[0]?.model.bytes).toBeGreaterThan(10_000);
  });

  test('is taken from the mirror that is named @full', async ({ bench, hub }) => {
    await bench.open({ ...fourDocuments, model: rerankerRepository, dtype: 'q8' });
    await bench.page.getByRole('button', { name: words.sweep.more }).click();
    const host = bench.page.getByRole('textbox', { name: words.sweep.host });
    await host.fill(hub.url);
    await host.press('Enter');
    await bench.rank();
    expect(hub.requests).not.toEqual([]);
  });
});

interface FaultCase {
  readonly fault: FaultRule;
  readonly code: FailureCode;
  readonly dtype?: 'fp32';
}

const faults: Readonly<Record<string, FaultCase>> = {
  'cannot be reached': { fault: { kind: 'offline' }, code: 'hub-unreachable' },
  'loses the connection before the weights @full': {
    fault: { kind: 'offline', path: weightsFile },
    code: 'hub-unreachable',
  },
  'lets no page read its answers @full': { fault: { kind: 'no-cors' }, code: 'hub-unreachable' },
  'has no such weights @full': { fault: { kind: 'not-found', path: weightsFile }, code: 'model-not-found' },
  'has no such external data @full': {
    fault: { kind: 'not-found', path: /model\.onnx_data$/ },
    dtype: 'fp32',
    code: 'model-not-found',
  },
  'has no such config @full': {
    fault: { kind: 'not-found', path: /config\.json$/ },
    code: 'model-not-found',
  },
  'asks for a licence first @full': { fault: { kind: 'gated' }, code: 'model-gated' },
  'is out of order @full': { fault: { kind: 'server-error' }, code: 'hub-error' },
  'answers with a web page @full': { fault: { kind: 'html' }, code: 'file-not-a-model' },
  'answers the weights with a web page @full': {
    fault: { kind: 'html', path: weightsFile },
    code: 'file-not-a-model',
  },
  'ends the connection within the tokenizer @full': {
    fault: { kind: 'cut-short', path: /tokenizer\.json$/ },
    code: 'file-incomplete',
  },
  'has half of the weights @full': {
    fault: { kind: 'truncated-ok', path: weightsFile },
    code: 'file-not-a-model',
  },
  'has half of the external data @full': {
    fault: { kind: 'truncated-ok', path: /model\.onnx_data$/ },
    dtype: 'fp32',
    code: 'file-incomplete',
  },
  'has half of the tokenizer @full': {
    fault: { kind: 'truncated-ok', path: /tokenizer\.json$/ },
    code: 'file-not-a-model',
  },
  'has garbage for weights @full': {
    fault: { kind: 'garbage', path: weightsFile },
    code: 'file-not-a-model',
  },
  'has garbage for a config @full': {
    fault: { kind: 'garbage', path: /\/config\.json$/ },
    code: 'file-not-a-model',
  },
};

test.describe('a hub that', () => {
  for (const [name, { fault, code, dtype = 'q8' }] of Object.entries(faults)) {
    test(`${name} is told as ${code}, and the next attempt works`, async ({ bench, hub }) => {
      await openModel(bench, hub, { dtype });
      await bench.ask('What is the capital of Spain?');
      hub.setFault(fault);
      await bench.startRank();
      // A download that breaks is only given up after a quarter of a minute.
      await expect(bench.rankingFailure).toContainText(failureSentence(code), { timeout: 60_000 });
      await bench.expectQuery('What is the capital of Spain?');
      await expect(bench.rows).toHaveCount(4);
      expect(bench.search()).toMatchObject({ model: rerankerRepository, dtype });

      hub.clearFaults();
      await bench.rank();
      await expect(bench.rankingRows).toHaveCount(4);
    });
  }

  test('has garbage for external data does not lead to a ranking without numbers @full', async ({
    bench,
    hub,
  }) => {
    await openModel(bench, hub, { dtype: 'fp32' });
    hub.setFault({ kind: 'garbage', path: /model\.onnx_data$/ });
    await bench.startRank();
    await expect(bench.rankingFailure).toBeVisible();
    await expect(bench.ranking).not.toContainText('NaN');
    hub.clearFaults();
    await bench.rank();
    await expect(bench.ranking).not.toContainText('NaN');
  });

  test('fails under a sweep is told in place, and the next run works @full', async ({ bench, hub }) => {
    await openModel(bench, hub, smallSweep);
    hub.setFault({ kind: 'cut-short', path: weightsFile });
    await bench.runButton.click();
    await bench.expectRunState('failed');
    await expect(bench.summary).toContainText(failureSentence('file-incomplete'));
    await expect(bench.cells).toHaveCount(0);
    expect((await bench.record()).lanes).toMatchObject([
      { state: 'failed', error: { code: 'file-incomplete' } },
    ]);

    hub.clearFaults();
    const { lanes } = await bench.run();
    expect(lanes[0]?.state).toBe('done');
  });

  test('fails folds an earlier ranking, which stays @full', async ({ bench, hub }) => {
    await bench.open({ ...fourDocuments, host: hub.url });
    await bench.rank();
    const before = await bench.ranks();
    hub.setFault({ kind: 'offline' });
    await bench.page.evaluate((model) => rerankBench.configure({ model }), rerankerRepository);
    await bench.startRank();
    await expect(bench.rankingFailure).toContainText(failureSentence('hub-unreachable'));
    await bench.page.getByTestId('fold-order-before').locator('summary').click();
    await expect(bench.ranking).toContainText(words.ranking.stale);
    expect(await bench.ranks()).toEqual(before);
  });
});

test.describe('a model that', () => {
  for (const [name, model] of [
    ['answers three labels', threeLabelsRepository],
    ['has no classification head', encoderRepository],
  ] as const) {
    test(`${name} is refused before its weights are downloaded @full`, async ({ bench, hub }) => {
      await openModel(bench, hub, { model, dtype: 'fp32' });
      await bench.startRank();
      await expect(bench.rankingFailure).toContainText(failureSentence('not-a-reranker'));
      expect(hub.requests.map(({ url }) => url)).toContainEqual(expect.stringContaining('/config.json'));
      expect(hub.requests.filter(({ url }) => weightsFile.test(url))).toEqual([]);

      await bench.page.evaluate(() => rerankBench.configure({ model: 'builtin:coverage' }));
      await bench.rank();
    });
  }

  test('is known only by its id can be chosen in the page', async ({ bench, hub }) => {
    await bench.open({ ...fourDocuments, host: hub.url, dtype: 'q8' });
    await bench.page.getByRole('combobox', { name: words.model.label, exact: true }).click();
    await bench.page.getByRole('option', { name: words.model.other }).click();
    const id = bench.page.getByRole('textbox', { name: words.model.otherLabel });
    await id.fill(threeLabelsRepository);
    await id.press('Enter');
    await expect(bench.hubFiles).toHaveAttribute('data-state', 'found');
    expect(bench.search()).toMatchObject({ model: threeLabelsRepository });
    expect(hub.requests.filter(({ at }) => at === 'storage')).toEqual([]);
  });
});
