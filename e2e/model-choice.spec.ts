import type { Locator } from '@playwright/test';
import type { FaultRule } from '../server/hub-stand-in.ts';
import { type BenchPage, hubSweep } from './support/bench-page.ts';
import { expect, test } from './support/fixtures.ts';
import { bertRepository } from './support/hub-models/bert-model.ts';
import {
  encoderRepository,
  rerankerRepository,
  threeLabelsRepository,
  unknownArchitectureRepository,
  withoutWeightsRepository,
} from './support/hub-models.ts';
import { failureSentence, sentence, words } from './support/words.ts';

type Hub = Parameters<Parameters<typeof test>[2]>[0]['hub'];

const listing = /^\/api\/models\//;

/** Opens the page with a model of the stand-in, on the CPU. */
const openModel = (bench: BenchPage, hub: Hub, settings: Readonly<Record<string, string>>) =>
  bench.open({ sample: 'capital-of-france', device: 'wasm', host: hub.url, ...settings });

const hostOf = (hub: Hub): string => new URL(hub.url).host;

/** The requests that fetch weights, without those for headers only. */
const fetchesOfWeights = (hub: Hub) =>
  hub.requests.filter(({ method, url }) => method === 'GET' && url.includes('/onnx/'));

async function configure(bench: BenchPage, settings: Readonly<Record<string, string>>): Promise<void> {
  await bench.page.evaluate((partial) => void rerankBench.configure(partial), settings);
}

/** What a field's placeholder leaves of its width, px; negative where it is cut off. */
const roomBesidePlaceholder = (field: Locator): Promise<number> =>
  field.evaluate((element: HTMLInputElement) => {
    const { font, paddingLeft, paddingRight } = getComputedStyle(element);
    const pen = document.createElement('canvas').getContext('2d');
    if (pen === null) throw new Error('There is no canvas.');
    pen.font = font;
    const text = pen.measureText(element.placeholder).width;
    return element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - text;
  });

test.describe('a model that is chosen', () => {
  test('is found by search, and told with files, sizes and reasons before a download', async ({
    bench,
    hub,
  }) => {
    await openModel(bench, hub, {});
    await bench.modelSelect.click();
    expect(await roomBesidePlaceholder(bench.modelSelect)).toBeGreaterThanOrEqual(0);
    await bench.modelSelect.fill('tinybert');
    await expect(bench.page.getByRole('listbox').getByRole('option')).toHaveCount(2);
    await bench.page.getByRole('option', { name: 'ms-marco-TinyBERT-L-2-v2' }).click();
    await expect(bench.hubFiles).toContainText(/ has fp32 [\d.]+ MB · q8 [\d.]+ (kB|MB) · q4 [\d.]+ MB;/);
    await expect(bench.laneOutlook).toHaveText(
      new RegExp(`WASM will run q8, [\\d.]+ (kB|MB)\\. ${words.modelChoice.because['small-on-cpu']}`),
    );
    await configure(bench, { dtype: 'q4' });
    await expect(bench.laneOutlook).toHaveText(/WASM will run q4, [\d.]+ MB\.$/);
    expect(hub.requests.some(({ url }) => listing.test(url))).toBe(true);
    expect(hub.requests.filter(({ url }) => url.includes('/onnx/'))).toEqual([]);

    await configure(bench, { device: 'wasm', dtype: 'auto' });
    await bench.rank();
    await expect(bench.ranking).toContainText('q8');
  });

  test('can be any of the hub, typed into the search', async ({ bench, hub }) => {
    await openModel(bench, hub, {});
    await bench.modelSelect.click();
    await bench.modelSelect.fill(withoutWeightsRepository);
    await bench.page
      .getByRole('option', { name: sentence('modelChoice.use', { id: withoutWeightsRepository }) })
      .click();
    await expect(bench.hubFiles).toContainText(sentence('modelChoice.noWeights', { host: hostOf(hub) }));
    expect(bench.search()).toMatchObject({ model: withoutWeightsRepository });
    await bench.startRank();
    await expect(bench.rankingFailure).toContainText(failureSentence('model-not-found'));
    expect(fetchesOfWeights(hub)).toEqual([]);
  });

  test('is looked up file by file on a mirror that lists nothing @full', async ({ bench, hub }) => {
    hub.setFault({ kind: 'not-found', path: listing });
    await openModel(bench, hub, { model: rerankerRepository });
    await expect(bench.hubFiles).toContainText(words.modelChoice.asked);
    await expect(bench.hubFiles).toContainText(/ has fp32 [\d.]+ MB · fp16 [\d.]+ kB · q8 [\d.]+ kB;/);
    expect(fetchesOfWeights(hub)).toEqual([]);
    await bench.rank();
  });

  const refusals: Readonly<
    Record<string, { fault: FaultRule; code: keyof typeof words.modelChoice.refused }>
  > = {
    'asks for a licence first': { fault: { kind: 'gated', path: /config\.json$/ }, code: 'model-gated' },
    'lets no page read its answers': { fault: { kind: 'no-cors' }, code: 'hub-unreachable' },
    'is out of order': { fault: { kind: 'server-error' }, code: 'hub-error' },
    'answers with a login page': { fault: { kind: 'html' }, code: 'file-not-a-model' },
  };
  test('of a hub that refuses is told as what the hub does, until asked again', async ({ bench, hub }) => {
    const tryAgain = bench.hubFiles.getByRole('button', { name: words.modelChoice.tryAgain });
    for (const [place, [name, { fault, code }]] of Object.entries(refusals).entries()) {
      await test.step(`${name}: ${code}`, async () => {
        hub.clearFaults();
        hub.setFault(fault);
        if (place === 0) await openModel(bench, hub, { model: rerankerRepository });
        else await tryAgain.click();
        await expect(bench.hubFiles).toContainText(
          sentence(`modelChoice.refused.${code}`, { host: hostOf(hub) }),
        );
      });
    }
    hub.clearFaults();
    await tryAgain.click();
    await expect(bench.hubFiles).toHaveAttribute('data-state', 'found');
    expect(fetchesOfWeights(hub)).toEqual([]);
  });

  test('that the hub does not have is told at once, and by Rank', async ({ bench, hub }) => {
    await openModel(bench, hub, { model: 'tests/not-there', dtype: 'fp32' });
    await expect(bench.hubFiles).toContainText(
      sentence('modelChoice.refused.model-not-found', { host: hostOf(hub) }),
    );
    await bench.startRank();
    await expect(bench.rankingFailure).toContainText(failureSentence('model-not-found'));
  });

  test('lacks a dtype: the lane cannot run, and nothing is fetched for it @full', async ({ bench, hub }) => {
    await openModel(bench, hub, { model: rerankerRepository, dtype: 'q4,q8', ...hubSweep });
    const lane = { lane: 'WASM · q4', reason: words.reason['model-not-found'] };
    await expect(bench.laneOutlook).toContainText(sentence('modelChoice.cannot', lane));
    const { lanes } = await bench.run();
    expect(lanes).toMatchObject([
      { dtype: 'q4', state: 'unavailable', error: { code: 'model-not-found' } },
      { dtype: 'q8', state: 'done' },
    ]);
    expect(hub.requests.filter(({ url }) => url.includes('q4'))).toEqual([]);
  });

  test('that is no reranker: that is said before a download, and by Rank', async ({ bench, hub }) => {
    await openModel(bench, hub, {});
    // Neighbours differ in their code, so that none is taken for the one before.
    for (const [what, model, text, code] of [
      [
        'sorts into three classes',
        threeLabelsRepository,
        sentence('modelChoice.fitness.labels', { found: 'XLMRobertaForSequenceClassification', count: 3 }),
        'not-a-reranker',
      ],
      [
        'is of an unknown architecture',
        unknownArchitectureRepository,
        sentence('modelChoice.fitness.unsupported', { found: 'new' }),
        'unsupported-model',
      ],
      [
        'has no classification head',
        encoderRepository,
        sentence('modelChoice.fitness.other-head', { found: 'XLMRobertaModel' }),
        'not-a-reranker',
      ],
    ] as const) {
      await test.step(what, async () => {
        await configure(bench, { model });
        await expect(bench.hubFiles).toContainText(text);
        await bench.startRank();
        await expect(bench.rankingFailure).toContainText(failureSentence(code));
        expect(fetchesOfWeights(hub)).toEqual([]);
      });
    }
  });
});

test.describe('the hub’s address', () => {
  test('is remembered across visits, and a link’s wins @full', async ({ bench, hub }) => {
    const host = () => bench.page.evaluate(() => rerankBench.settings().host);
    await bench.open();
    await bench.page.getByRole('button', { name: words.sweep.more }).click();
    const field = bench.page.getByRole('textbox', { name: words.sweep.host });
    await field.fill('http://mirror.example');
    await field.press('Enter');
    await expect(bench.page.getByText(/is not an https address/)).toBeVisible();
    await field.fill(hub.url);
    await field.press('Enter');
    await expect.poll(() => bench.search()).toMatchObject({ host: hub.url });
    await bench.open();
    expect(await host()).toBe(hub.url);
    await bench.open({ host: 'https://other.example/' });
    expect(await host()).toBe('https://other.example/');
    await bench.open();
    expect(await host()).toBe(hub.url);
  });
});

test.describe('a BERT with token types', () => {
  test('ranks, and knows the query from the document @full', async ({ bench, hub }) => {
    await openModel(bench, hub, { model: bertRepository, dtype: 'fp32' });
    const score = (query: string, document: string) =>
      bench.page.evaluate(
        async (pair) => {
          rerankBench.setInput([pair]);
          return (await rerankBench.rank()).rows[0]?.score ?? Number.NaN;
        },
        { query, document },
      );
    const [france, paris] = ['capital of France', 'Paris is a city'];
    const forward = await score(france, paris);
    expect(Number.isFinite(forward)).toBe(true);
    // This model ignores positions, so the order of tokens makes no difference. Only token types do.
    expect(await score('France of capital', paris)).toBeCloseTo(forward, 4);
    expect(Math.abs((await score(paris, france)) - forward)).toBeGreaterThan(0.01);
  });

  test('is measured in fp32, q8 and q4 @full', async ({ bench, hub }) => {
    await openModel(bench, hub, { model: bertRepository, dtype: 'fp32,q8,q4', ...hubSweep });
    const { lanes } = await bench.run();
    expect(lanes.map(({ dtype, state, scoreCheck }) => [dtype, state, scoreCheck?.verdict])).toEqual([
      ['fp32', 'done', 'ok'],
      ['q8', 'done', 'ok'],
      ['q4', 'done', 'ok'],
    ]);
    for (const { model } of lanes) expect(model.layers).toBe(2);
  });
});
