import type { BenchPage } from './support/bench-page.ts';
import { smallSweep } from './support/bench-page.ts';
import { rerankerRepository } from './support/hub-models.ts';
import { expect, test } from './support/shared-page.ts';
import { sentence, words } from './support/words.ts';

const query = 'Where is the harbour?';
const documents = ['The harbour lies in the south.', 'The station lies in the north.'];

const settings = (bench: BenchPage) => bench.page.evaluate(() => rerankBench.settings());

/** Waits until the browser has stored a text, soon after it was typed. */
async function expectKept(bench: BenchPage, text: string): Promise<void> {
  const kept = () =>
    bench.page.evaluate(
      () =>
        new Promise<string>((resolve, reject) => {
          const opening = indexedDB.open('rerank-bench');
          // Where nothing is stored yet, a database made here would have no table.
          opening.onupgradeneeded = () => opening.transaction?.abort();
          opening.onerror = () => {
            if (opening.error?.name === 'AbortError') resolve('');
            else reject(opening.error);
          };
          opening.onsuccess = () => {
            const reading = opening.result.transaction('kept').objectStore('kept').get('input');
            reading.onerror = () => reject(reading.error);
            reading.onsuccess = () => {
              opening.result.close();
              resolve(JSON.stringify(reading.result ?? null));
            };
          };
        }),
    );
  await expect.poll(kept).toContain(text);
}

test.describe('the address', () => {
  test('brings every setting back, and names those that are not the default', async ({ bench }) => {
    const address = {
      model: rerankerRepository,
      dtype: 'q8,fp32',
      device: 'wasm',
      batchSizes: '2,8',
      pairCounts: '5,20',
      maxLength: '256',
      repetitions: '3',
      threads: '1',
      order: 'input,length',
      seed: '7',
      sample: 'chinese',
      host: 'https://mirror.test/hub/',
      label: 'my phone',
      lang: 'en',
      stepDown: '0',
      keepText: '1',
    };
    await bench.open(address);
    expect(await settings(bench)).toMatchObject({
      model: rerankerRepository,
      dtype: ['q8', 'fp32'],
      device: ['wasm'],
      batchSizes: [2, 8],
      pairCounts: [5, 20],
      maxLength: 256,
      repetitions: 3,
      threads: 1,
      order: ['input', 'length'],
      seed: 7,
      sample: 'chinese',
      host: 'https://mirror.test/hub/',
      label: 'my phone',
      lang: 'en',
      stepDown: false,
      keepText: true,
    });
    expect(await bench.chips('batchSizes')).toEqual([2, 8]);
    await expect(bench.notices.getByText('The setting')).toHaveCount(0);

    await bench.field('maxLength').fill('128');
    await expect.poll(() => bench.search()).toEqual({ ...address, maxLength: '128' });
    await bench.reload();
    expect(await settings(bench)).toMatchObject({ maxLength: 128, seed: 7, label: 'my phone' });
  });

  test('names nothing but what departs from the defaults', async ({ bench }) => {
    await bench.open();
    await bench.setChips('batchSizes', [1, 2]);
    await expect.poll(() => bench.search()).toEqual({ batchSizes: '1,2' });
    await bench.setChips('batchSizes', [1, 2, 4, 8, 16, 32]);
    await expect.poll(() => bench.search()).toEqual({});
    await bench.field('repetitions').fill('5');
    await expect.poll(() => bench.search()).toEqual({ repetitions: '5' });
    await bench.field('repetitions').fill('');
    await expect.poll(() => bench.search()).toEqual({});
  });

  test('with a doubled slash is put right, and the page works as under one @full', async ({
    bench,
    site,
  }) => {
    await bench.page.goto(`${site.url}/?sample=capital-of-france`);
    await bench.ready();
    await bench.rank();
    await bench.field('maxLength').fill('128');
    await expect.poll(() => bench.search()).toEqual({ sample: 'capital-of-france', maxLength: '128' });
    expect(new URL(bench.page.url()).pathname).toBe('/');
  });

  test('with an unknown name or a bad value raises a notice that names it', async ({ bench }) => {
    await bench.open({ batchSize: '4', maxLength: '1e9', device: 'tpu', host: 'http://elsewhere.test/' });
    for (const text of [
      sentence('notice.unknownSetting', { name: 'batchSize' }),
      sentence('notice.badSetting', {
        name: 'maxLength',
        problem: 'settingProblem.not-a-whole-number',
        text: '1e9',
      }),
      sentence('notice.badSetting', {
        name: 'device',
        problem: 'settingProblem.unknown-choice',
        text: 'tpu',
        choices: 'webgpu, wasm',
      }),
      sentence('notice.badSetting', {
        name: 'host',
        problem: 'settingProblem.bad-address',
        text: 'http://elsewhere.test/',
      }),
    ]) {
      await expect(bench.notices).toContainText(text);
    }
    expect(await settings(bench)).toMatchObject({
      maxLength: 512,
      device: [],
      host: 'https://huggingface.co/',
    });
  });

  test('with a sample set that does not exist says so and shows another', async ({ bench }) => {
    await bench.open({ sample: 'no-such-set' });
    await expect(bench.notices).toContainText(sentence('notice.unknownSample', { name: 'no-such-set' }));
    await bench.editDocuments();
    await expect(bench.rows.first()).toBeVisible();
    await expect.poll(() => bench.search()).toEqual({});
  });

  test('names the sample set that was chosen, and none once its text is changed', async ({ bench }) => {
    await bench.open();
    await bench.chooseSample('chinese');
    await expect.poll(() => bench.search()).toEqual({ sample: 'chinese' });
    await bench.chooseSample('capital-of-france');
    await expect.poll(() => bench.search()).toEqual({ sample: 'capital-of-france' });
    await bench.chooseSample('support-search');
    await expect.poll(() => bench.search()).not.toHaveProperty('sample', 'capital-of-france');
    await bench.chooseSample('chinese');
    await bench.ask(query);
    await expect.poll(() => bench.search()).toEqual({});
  });

  test('with autorun=1 measures at once, on the sample set and not on stored text @full', async ({
    bench,
  }) => {
    await bench.open();
    await bench.setInput(query, documents);
    await expectKept(bench, query);

    await bench.page.goto(
      `./?${new URLSearchParams({ ...smallSweep, sample: 'capital-of-france', autorun: '1' })}`,
    );
    await bench.expectRunState('done');
    const record = await bench.record();
    expect(record.input).toMatchObject({ source: 'sample', sample: 'capital-of-france', pairCount: 4 });
    expect(record.settings).toMatchObject({ autorun: true, batchSizes: [1, 2, 4], repetitions: 2 });

    // The visitor's own text is kept.
    await bench.open();
    await bench.expectQuery(query);
    await bench.expectDocuments(documents);
  });
});

test.describe('the page API', () => {
  test('takes settings as values or as texts, and answers what is in force', async ({ shared: bench }) => {
    const after = await bench.page.evaluate(() =>
      rerankBench.configure({ batchSizes: [4, 2], pairCounts: '8,4', maxLength: 64, label: 'by program' }),
    );
    expect(after).toMatchObject({
      batchSizes: [2, 4],
      pairCounts: [4, 8],
      maxLength: 64,
      label: 'by program',
    });
    expect(after).toEqual(await settings(bench));
    expect(await bench.chips('batchSizes')).toEqual([2, 4]);
    expect(bench.search()).toMatchObject({ batchSizes: '2,4', pairCounts: '4,8', maxLength: '64' });
  });

  test('throws on a bad value, names it, and changes nothing', async ({ shared: bench }) => {
    const before = await settings(bench);
    const message = await bench.page.evaluate(() => {
      try {
        rerankBench.configure({ maxLength: 64, batchSizes: [0], pairCounts: 'abc', notASetting: 1 });
        return null;
      } catch (error) {
        return error instanceof TypeError ? error.message : null;
      }
    });
    expect(message).toContain('batchSizes');
    expect(message).toContain('pairCounts');
    expect(message).toContain('notASetting');
    expect(message).not.toContain('maxLength');
    expect(await settings(bench)).toEqual(before);
  });

  test('takes an input, runs, and leaves a record @full', async ({ bench }) => {
    await bench.open(smallSweep);
    expect(await bench.page.evaluate(() => rerankBench.getRecord())).toBeNull();
    await bench.setInput(query, documents);
    await bench.expectDocuments(documents);
    const id = await bench.page.evaluate(async () => (await rerankBench.run()).id);
    const record = await bench.record();
    expect(record.id).toBe(id);
    expect(record.input).toMatchObject({ source: 'own', pairCount: 2 });
    expect(record.app.version).toBe(await bench.page.evaluate(() => rerankBench.version));
  });

  test('stops a run, which then answers with what was measured @full', async ({ bench }) => {
    await bench.open({ ...smallSweep, repetitions: '1000', sample: 'capital-of-france' });
    const running = bench.page.evaluate(async () => (await rerankBench.run()).state);
    await bench.expectRunState('running');
    await bench.page.evaluate(() => rerankBench.stop());
    expect(await running).toBe('cancelled');
  });

  test('refuses an input that is none, says which value, and the page opens as before', async ({
    shared: bench,
  }) => {
    await bench.setInput(query, documents);
    const told = await bench.page.evaluate(() => {
      try {
        rerankBench.setInput([{ query: 'q', text: 'no document' }] as never);
        return null;
      } catch (error) {
        return String(error);
      }
    });
    expect(told).toContain('setInput() cannot use pairs[0].document: it is missing');
    await bench.expectDocuments(documents);
    await bench.reload();
    await bench.expectDocuments(documents);
  });

  test('rejects with the reason where nothing can be ranked or run', async ({ shared: bench }) => {
    await bench.setInput('', []);
    const reasons = await bench.page.evaluate(async () => {
      const reason = (error: unknown) => String(error);
      return [await rerankBench.rank().catch(reason), await rerankBench.run().catch(reason)];
    });
    expect(reasons).toEqual([
      expect.stringContaining('notice.inputProblem.no-query'),
      expect.stringContaining('notice.inputProblem.no-query'),
    ]);
  });
});

test.describe('the language', () => {
  test('is Chinese by lang=zh-CN, notices included', async ({ bench }) => {
    await bench.page.goto('./?lang=zh-CN&nonsense=1');
    await expect(bench.page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await expect(bench.page.getByRole('tab', { name: '排序' })).toBeVisible();
    await expect(bench.notices).toContainText('nonsense');
    await expect(bench.notices).toContainText(/[\u4e00-\u9fff]/);
    await expect(bench.page.getByText(words.query.label, { exact: true })).toHaveCount(0);
  });

  test('is changed by its button without losing anything, and the address remembers', async ({ bench }) => {
    await bench.open();
    await bench.setInput(query, documents);
    await bench.rank();
    await bench.page.getByRole('button', { name: '简体中文' }).click();
    await expect(bench.page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    expect(bench.search()).toEqual({ lang: 'zh-CN' });
    await expect(bench.page.getByRole('textbox').first()).toBeVisible();
    await bench.expectDocuments(documents);
    await expect(bench.rankingRows).toHaveCount(2);
    await bench.page.getByRole('button', { name: 'English' }).click();
    await bench.expectQuery(query);
  });

  test.describe('of a browser that prefers Chinese', () => {
    test.use({ locale: 'zh-CN' });
    test('is Chinese from the start, with documents in Chinese until the language changes', async ({
      bench,
    }) => {
      await bench.page.goto('./');
      await expect(bench.page.locator('html')).toHaveAttribute('lang', 'zh-CN');
      await expect(bench.page.getByTestId('documents-line')).toHaveText('50 篇客服文章');
      await bench.page.getByRole('button', { name: 'English' }).click();
      await expect(bench.page.getByTestId('documents-line')).toHaveText('50 support articles');
    });
  });
});

test.describe('a reload', () => {
  test('keeps the query and the documents', async ({ shared: bench }) => {
    await bench.setInput('', documents);
    await bench.ask(query);
    await expectKept(bench, query);
    await bench.reload();
    await bench.expectQuery(query);
    await bench.expectDocuments(documents);
  });

  test('right after the last key loses nothing', async ({ shared: bench }) => {
    await bench.setInput('Where is the station?', documents);
    await bench.ask(query);
    await bench.reload();
    await bench.expectQuery(query);
  });

  test('keeps the sample set that was chosen last', async ({ bench }) => {
    await bench.open({ sample: 'chinese' });
    await bench.chooseSample('support-search');
    await expectKept(bench, 'support-search');
    const before = await bench.query.inputValue();
    await bench.reload();
    await bench.expectQuery(before);
  });

  test('keeps what was typed one Undo away when the link names a sample set', async ({ bench }) => {
    await bench.open();
    await bench.setInput(query, documents);
    await expectKept(bench, query);
    await bench.open({ sample: 'chinese' });
    await bench.editDocuments();
    await expect(bench.query).not.toHaveValue(query);
    await bench.documents.getByRole('button', { name: words.documents.undo }).click();
    await bench.expectQuery(query);
    await bench.expectDocuments(documents);
  });
});
