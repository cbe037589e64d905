import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { hubSweep } from './support/bench-page.ts';
import { test as base, expect } from './support/fixtures.ts';
import {
  exportedRepository,
  headBesideRepository,
  partedRepository,
  rerankerRepository,
  writeHubModels,
} from './support/hub-models.ts';
import { failureSentence, sentence, words } from './support/words.ts';

const cache = join(import.meta.dirname, '..', '.cache');

const test = base.extend<
  {
    /**
     * Copies a repository's folder to disk under the name `my model`.
     *
     * @returns its path
     */
    readonly folderOf: (repository: string) => Promise<string>;
  },
  { readonly models: string }
>({
  models: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      const models = await mkdtemp(join(cache, 'local-models-'));
      await writeHubModels(models);
      await use(models);
      await rm(models, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  folderOf: async ({ models }, use) => {
    const places: string[] = [];
    await use(async (repository) => {
      const place = await mkdtemp(join(cache, 'local-folder-'));
      places.push(place);
      await cp(join(models, repository), join(place, 'my model'), { recursive: true });
      return join(place, 'my model');
    });
    for (const place of places) await rm(place, { recursive: true, force: true });
  },
});

async function openFolder(page: Page, folder: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: words.localFolder.open }).click();
  await (await chooser).setFiles(folder);
}

const model = 'local:my model';

test.describe('a model in a folder on the disk', () => {
  test('ranks and is measured, and nothing leaves the page', async ({ bench, page, folderOf, traffic }) => {
    await bench.open({ sample: 'capital-of-france', ...hubSweep });
    await openFolder(page, await folderOf(rerankerRepository));
    await expect.poll(() => bench.search()).toMatchObject({ model });
    await expect(page.getByTestId('model')).toContainText(words.localFolder.facts);
    // The tokenizer is on this machine, so tokens are counted right away.
    await bench.editDocuments();
    await expect(bench.rows.first()).toContainText(/\d tokens/);
    await bench.rank();
    for (const { score } of await bench.ranks()) expect(Number.isFinite(score)).toBe(true);

    const { lanes } = await bench.run();
    expect(lanes).toMatchObject([{ state: 'done', dtype: 'q8', model: { id: model, source: 'local' } }]);
    expect(traffic.offOrigin()).toEqual([]);
    expect(traffic.all().filter((address) => address.includes('/local-folder/'))).toEqual([]);
  });

  test('has its external data in parts, and scores as the same model from a hub @full', async ({
    bench,
    hub,
    page,
    folderOf,
  }) => {
    await bench.open({ sample: 'capital-of-france', host: hub.url, model: partedRepository, dtype: 'fp32' });
    await bench.rank();
    const fromHub = await bench.ranks();
    await openFolder(page, await folderOf(partedRepository));
    await expect.poll(() => bench.search()).toMatchObject({ model });
    await bench.rank();
    expect(await bench.ranks()).toEqual(fromHub);
  });

  test('has its head beside its encoder, and scores as from a hub, in the record too @full', async ({
    bench,
    hub,
    page,
    folderOf,
  }) => {
    await bench.open({
      sample: 'capital-of-france',
      host: hub.url,
      ...hubSweep,
      model: headBesideRepository,
    });
    await bench.rank();
    const fromHub = await bench.ranks();
    expect(new Set(fromHub.map(({ score }) => score)).size).toBeGreaterThan(1);
    await openFolder(page, await folderOf(headBesideRepository));
    await expect.poll(() => bench.search()).toMatchObject({ model });
    await bench.rank();
    expect(await bench.ranks()).toEqual(fromHub);
    const { lanes } = await bench.run();
    expect(lanes).toMatchObject([{ state: 'done', dtype: 'fp32', graphUse: { hasHeadBeside: true } }]);
    expect(lanes[0]?.scoreCheck?.verdict).toBe('ok');
  });

  test('that lacks files says which, and can be opened again once they are there', async ({
    bench,
    page,
    folderOf,
  }) => {
    await bench.open({ sample: 'capital-of-france' });
    const whole = await folderOf(partedRepository);
    const lacking = await folderOf(partedRepository);
    await rm(join(lacking, 'tokenizer.json'));
    await rm(join(lacking, 'onnx', 'model.onnx_data_1'));
    await openFolder(page, lacking);
    const report = page.getByTestId('model').getByRole('alert');
    await expect(report).toContainText(
      sentence('localFolder.problem.missing-files', { missing: 'tokenizer.json, onnx/model.onnx_data_1' }),
    );
    expect(bench.search()).not.toHaveProperty('model');
    await openFolder(page, whole);
    await expect(report).toHaveCount(0);
    await bench.rank();
  });

  test('is read as its exporter laid it out, and what git-lfs has not fetched is named @full', async ({
    bench,
    page,
    folderOf,
  }) => {
    await bench.open({ sample: 'capital-of-france' });
    const folder = await folderOf(exportedRepository);
    await openFolder(page, folder);
    await expect.poll(() => bench.search()).toMatchObject({ model });
    const ranked = await page.evaluate(async () => {
      const { dtype, rows } = await rerankBench.rank();
      rerankBench.configure({ file: 'model_int8' });
      const { file, rows: others } = await rerankBench.rank();
      const scores = [...rows, ...others].map(({ score }) => score);
      return { dtype, file, areNumbers: scores.every(Number.isFinite) };
    });
    expect(ranked).toEqual({ dtype: 'fp32', file: 'model_int8.onnx', areNumbers: true });

    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 2000\n';
    const pointers = ['model.onnx', 'model_int8.onnx'];
    for (const name of pointers) await writeFile(join(folder, name), pointer);
    await openFolder(page, folder);
    await expect(page.getByTestId('model').getByRole('alert')).toContainText(
      sentence('localFolder.problem.lfs-pointer', { files: pointers.join(', ') }),
    );
  });

  test('is asked for again after a reload', async ({ bench, page, folderOf }) => {
    const folder = await folderOf(rerankerRepository);
    await bench.open({ sample: 'capital-of-france', model });
    const asked = sentence('localFolder.notHere', { name: 'my model' });
    await expect(bench.notices).toContainText(asked);
    await bench.startRank();
    await expect(bench.rankingFailure).toContainText(failureSentence('folder-not-here'));
    await bench.runButton.click();
    await bench.expectRunState('failed');
    await openFolder(page, folder);
    await expect(bench.notices).not.toContainText(asked);
    await bench.rank();
  });

  test('can be dropped on the model’s part of the page @full', async ({ bench, page, folderOf }) => {
    await bench.open({ sample: 'capital-of-france' });
    const box = await page.getByTestId('model').boundingBox();
    if (box === null) throw new Error('The model’s part is not in sight.');
    const devTools = await page.context().newCDPSession(page);
    const data = { items: [], files: [await folderOf(rerankerRepository)], dragOperationsMask: 1 };
    const at = { x: box.x + box.width / 2, y: box.y + 20, data };
    for (const type of ['dragEnter', 'dragOver'] as const)
      await devTools.send('Input.dispatchDragEvent', { type, ...at });
    await expect(page.getByText(words.localFolder.drop)).toBeVisible();
    await devTools.send('Input.dispatchDragEvent', { type: 'drop', ...at });
    await expect.poll(() => bench.search()).toMatchObject({ model });
    await bench.rank();
  });

  test('is given by a program too', async ({ bench, page }) => {
    await bench.open();
    const outcome = await page.evaluate(async () => {
      const file = (path: string, text: string) => new File([text], path);
      const config = '{"architectures": ["BertForSequenceClassification"], "model_type": "bert"}';
      const files = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx'].map(
        (path) => file(`bge/${path}`, config),
      );
      const id = await rerankBench.loadFolder(files);
      const refusal = await rerankBench.loadFolder(files.slice(0, 2)).catch(String);
      return { id, refusal, model: rerankBench.configure({ model: id }).model };
    });
    expect(outcome).toEqual({
      id: 'local:bge',
      refusal:
        'TypeError: missing-files: {"missing":["tokenizer_config.json","onnx/model.onnx"],"dtypes":[]}',
      model: 'local:bge',
    });
  });
});
