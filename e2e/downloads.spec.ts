import type { BenchPage } from './support/bench-page.ts';
import { keptFiles } from './support/browser-cache.ts';
import { expect, test } from './support/fixtures.ts';
import { partedRepository, rerankerRepository } from './support/hub-models.ts';
import { failureSentence, sentence, words } from './support/words.ts';

const weights = /model\.onnx_data$/;

/** Opens the page with the hub stand-in and its fp32 model with weights in two files. */
const openModel = (bench: BenchPage, hub: { readonly url: string }, model = rerankerRepository) =>
  bench.open({ sample: 'capital-of-france', host: hub.url, model, dtype: 'fp32' });

test.describe('a download', () => {
  test('goes on where it stopped when the connection breaks, and is kept whole @full', async ({
    bench,
    hub,
  }) => {
    await openModel(bench, hub);
    const cut = hub.setFault({ kind: 'cut-later', path: weights, times: 1 });
    await bench.startRank();
    const file = bench.ranking.getByRole('listitem').filter({ hasText: /model\.onnx_data/ });
    await expect(file).toContainText(/[1-9][\d.]* kB of/);
    const offline = hub.setFault({ kind: 'offline', path: weights });
    cut.release();
    await expect(bench.ranking.getByTestId('download')).toContainText(words.downloads.retrying);
    await expect(bench.ranking).toContainText(words.downloads.fileWaiting);
    offline.remove();
    await bench.expectRanked();
    const resumed = await bench.ranks();

    // transformers.js itself requests single bytes (`bytes=0-0`).
    const parts = hub.requests.flatMap(({ at, headers }) =>
      at === 'storage' ? (/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? []) : [],
    );
    expect(parts, 'one part was enough').toHaveLength(1);
    const first = Number(parts[0]);
    expect(first).toBeGreaterThan(0);
    expect(hub.requests.filter(({ method }) => method === 'OPTIONS')).toEqual([]);

    // The kept file equals one that was downloaded without a break.
    const kept = await keptFiles(bench.page);
    const data = Object.entries(kept).find(([address]) => weights.test(address))?.[1];
    expect(data).toBeGreaterThan(first);
    await bench.page.evaluate(() => caches.delete('transformers-cache'));
    await bench.reload();
    await bench.rank();
    expect(await bench.ranks()).toEqual(resumed);
    expect(await keptFiles(bench.page)).toEqual(kept);
  });

  test('that stays incomplete leaves nothing of the file in the browser @full', async ({ bench, hub }) => {
    await openModel(bench, hub);
    hub.setFault({ kind: 'cut-short', path: weights });
    await bench.startRank();
    await expect(bench.rankingFailure).toContainText(failureSentence('file-incomplete'), { timeout: 60_000 });
    expect(Object.keys(await keptFiles(bench.page)).filter((address) => weights.test(address))).toEqual([]);
    expect(hub.requests.filter(({ headers }) => /-$/.test(headers.range ?? '')).length).toBeGreaterThan(1);
    hub.clearFaults();
    await bench.rank();
  });

  test('that is cancelled keeps the files that had come, and only those @full', async ({ bench, hub }) => {
    await openModel(bench, hub);
    const slow = hub.setFault({ kind: 'slow', path: weights });
    await bench.startRank();
    await slow.hit;
    await expect(bench.ranking.getByTestId('download')).toContainText(/[\d.]+ \w+ of [\d.]+ \w+/);
    await bench.page.getByRole('button', { name: words.actions.cancelRank }).click();
    await expect(bench.rankButton).toBeVisible();
    const kept = Object.keys(await keptFiles(bench.page));
    expect(kept.filter((address) => weights.test(address))).toEqual([]);
    expect(kept).toContainEqual(expect.stringContaining('/tokenizer.json'));

    slow.remove();
    hub.forget();
    await bench.rank();
    expect(hub.requests.filter(({ url }) => url.endsWith('/tokenizer.json'))).toEqual([]);
    expect(hub.requests.filter(({ url }) => weights.test(url))).not.toEqual([]);
  });

  test('of external data in several parts brings every part @full', async ({ bench, hub }) => {
    await openModel(bench, hub, partedRepository);
    await bench.rank();
    for (const { score } of await bench.ranks()) expect(Number.isFinite(score)).toBe(true);
    const parts = Object.keys(await keptFiles(bench.page)).filter((address) => /_data/.test(address));
    expect(parts.map((address) => address.split('/').at(-1)).sort()).toEqual([
      'model.onnx_data',
      'model.onnx_data_1',
    ]);
  });

  test('that does not fit into the browser’s storage runs all the same, and says why it is not kept @full', async ({
    bench,
    hub,
    page,
  }) => {
    await openModel(bench, hub);
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('Storage.overrideQuotaForOrigin', {
      origin: new URL(page.url()).origin,
      quotaSize: 20_000,
    });
    await bench.rank();
    await expect(bench.notices).toContainText(words.downloads.notKept.quota);
    expect(Object.keys(await keptFiles(page)).filter((address) => weights.test(address))).toEqual([]);
  });
});

test.describe('the list of downloaded models', () => {
  test('shows each with its size and hub, and deletes it once asked twice @full', async ({
    bench,
    hub,
    page,
  }) => {
    await openModel(bench, hub, partedRepository);
    await bench.rank();
    const { host } = new URL(hub.url);
    await page.getByRole('button', { name: words.modelCache.open }).click();
    const list = page.getByTestId('model-cache');
    const model = list.getByTestId('cached-model');
    await expect(model).toHaveCount(1);
    await expect(model).toContainText(partedRepository);
    await expect(model).toContainText(sentence('modelCache.from', { host }));
    await expect(model).toContainText(sentence('modelCache.files', { count: 6 }));
    await expect(list).toContainText(/of the [\d.]+ \w+ that the browser allows it/);

    const remove = model.getByRole('button', {
      name: sentence('modelCache.deleteOf', { name: partedRepository }),
    });
    await remove.click();
    const keep = model.getByRole('button', { name: words.modelCache.keep });
    await expect(keep).toBeFocused();
    await keep.press('Enter');
    await expect(remove).toBeFocused();
    expect(Object.keys(await keptFiles(page))).toHaveLength(6);

    await remove.click();
    await model.getByRole('button', { name: words.modelCache.delete, exact: true }).click();
    await expect(list).toContainText(words.modelCache.empty);
    expect(await keptFiles(page)).toEqual({});
    await page.keyboard.press('Escape');
    await expect(list).toBeHidden();

    hub.forget();
    await bench.reload();
    await bench.rank();
    expect(hub.requests.filter(({ at }) => at === 'storage')).not.toEqual([]);
  });
});
