import { type BenchPage, hubSweep, smallSweep } from './support/bench-page.ts';
import { rerankerRepository } from './support/hub-models.ts';
import { outcomes, sampleCounts } from './support/outcomes.ts';
import { failureSentence, words } from './support/words.ts';
import { expect, test } from './support/worker-access.ts';
import { refuseWasmMemory, strike } from './support/worker-faults.ts';

const query = 'Where do red foxes live?';
const documents = ['Red foxes live in forests.', 'A dog barks at the moon.', 'Foxes are red.'];

const deaths = [
  { how: 'ends without a word', fault: 'ends', full: '' },
  { how: 'throws an error that nobody catches', fault: 'throws', full: ' @full' },
] as const;

async function openWithOwnInput(bench: BenchPage, settings: Readonly<Record<string, string>> = {}) {
  await bench.open(settings);
  await bench.setInput(query, documents);
}

async function expectOwnInput(bench: BenchPage): Promise<void> {
  await bench.expectQuery(query);
  await bench.expectDocuments(documents);
}

test.describe('a sweep whose worker', () => {
  for (const { how, fault } of deaths) {
    test(`${how} goes on in a fresh one, and says so @full`, async ({ bench, workerAccess }) => {
      await openWithOwnInput(bench, { ...smallSweep, repetitions: '3' });
      // By then two of the five cells have a second sample.
      workerAccess.inNext(strike, { after: 'sample', times: 7, fault });
      const record = await bench.run();

      const [lane] = record.lanes;
      expect(lane).toMatchObject({ state: 'done', events: [{ kind: 'lane-restarted' }] });
      const hit = lane?.cells.filter(({ reason }) => reason === 'worker-died') ?? [];
      expect(hit, 'the cell that was under way').toMatchObject([{ state: 'measured', latencyMs: { n: 2 } }]);
      const counts = Object.values(sampleCounts(record));
      expect(counts.sort(), 'samples of all cells').toEqual([2, 3, 3, 3, 3]);

      await expect(bench.cell(hit[0]?.pairCount ?? 0, hit[0]?.batchSize ?? 0)).toContainText(
        words.reason['worker-died'],
      );
      await expect(bench.page.getByTestId('fold-doubts')).toContainText(words.warning['lane-restarted']);
      await expectOwnInput(bench);

      const next = await bench.run();
      expect(next.lanes[0]?.events).toEqual([]);
      expect(Object.values(sampleCounts(next))).toEqual([3, 3, 3, 3, 3]);
    });
  }

  test('hangs is ended a second after Stop, and what it had measured stays @full', async ({
    bench,
    workerAccess,
  }) => {
    await openWithOwnInput(bench, smallSweep);
    workerAccess.inNext(strike, { after: 'sample', times: 5, fault: 'hangs' });
    await bench.runButton.click();
    const measured = bench.page.locator('[data-testid="cell-row"][data-state="measured"]');
    await expect(measured).toHaveCount(5);
    await bench.stopButton.click();
    await bench.expectRunState('cancelled');
    const record = await bench.record();
    expect(record.lanes[0]?.state).toBe('cancelled');
    expect(Object.values(sampleCounts(record))).toEqual([1, 1, 1, 1, 1]);
    await bench.run();
  });

  test('runs out of memory skips what needs as much, and measures the rest in a fresh one @full', async ({
    bench,
    workerAccess,
  }) => {
    await bench.open({
      sample: 'support-search',
      batchSizes: '1,64,128',
      pairCounts: '64,128',
      repetitions: '1',
      maxLength: '64',
    });
    const before = workerAccess.started;
    workerAccess.inEachNew(refuseWasmMemory, undefined);
    const record = await bench.run();

    expect(outcomes(record)).toEqual([
      '64/1 measured',
      '64/64 out-of-memory cpu-memory',
      '64/128 skipped batch-exceeds-pairs',
      '128/1 measured',
      '128/64 skipped out-of-memory-expected',
      '128/128 skipped out-of-memory-expected',
    ]);
    expect(sampleCounts(record)).toEqual({ '64/1': 1, '128/1': 1 });
    expect(record.lanes[0]).toMatchObject({ state: 'done', events: [{ kind: 'worker-replaced' }] });
    expect(workerAccess.started - before).toBeGreaterThanOrEqual(2);
    await expect(bench.cell(64, 64)).toContainText(words.reason['cpu-memory']);
    await expect(bench.cell(128, 128)).toContainText(words.reason['out-of-memory-expected']);
    await expect(bench.page.getByTestId('fold-doubts')).toContainText(words.warning['worker-replaced']);
  });
});

test.describe('a ranking whose worker', () => {
  for (const { how, fault, full } of deaths) {
    const more = Array.from({ length: 40 }, (_, i) => `${documents[i % documents.length]} ${i}`);

    test(`had its model from before and ${how} is replaced, and the ranking says so${full}`, async ({
      bench,
      workerAccess,
    }) => {
      await openWithOwnInput(bench);
      await bench.rank();
      await bench.setInput(query, more);
      await workerAccess.inCurrent(strike, { after: 'scoreProgress', times: 2, fault });
      await bench.rank();
      await expect(bench.ranking).toContainText(`${more.length} documents`);
      await expect(bench.ranking).toContainText(words.stepDown.scored['worker-died']);
    });

    test(`loads its model and ${how} fails with what to do, and works the next time @full`, async ({
      bench,
      workerAccess,
    }) => {
      await openWithOwnInput(bench);
      await bench.rank();
      await bench.setInput(query, more);
      // Another host means another worker, even for the built-in model.
      workerAccess.inNext(strike, { after: 'scoreProgress', times: 2, fault });
      await bench.page.evaluate(() => rerankBench.configure({ host: 'https://mirror.test/' }));
      await bench.startRank();
      await expect(bench.rankingFailure).toContainText(failureSentence('worker-died'));

      // The last ranking stays below the failure, marked as out of date.
      await bench.unfold('order-before');
      await expect(bench.ranking.getByText(words.ranking.stale)).toBeVisible();
      await expect(bench.rankingRows).toHaveCount(documents.length);
      await bench.expectQuery(query);
      await expect(bench.documents).toContainText(`${more.length} documents`);

      await bench.rank();
      await expect(bench.ranking).toContainText(`${more.length} documents`);
    });
  }

  test('ended while nothing was asked of it ranks as if nothing had happened @full', async ({
    bench,
    workerAccess,
  }) => {
    await openWithOwnInput(bench);
    await bench.rank();
    const worker = await workerAccess.current();
    await Promise.all([worker.waitForEvent('close'), worker.evaluate(() => self.close())]);
    await bench.ask('Which dog barks?');
    await bench.rank();
    await expect(bench.rankingRows.first()).toContainText('A dog barks');
  });

  test('cannot be started says so, and ranks once it can', async ({ bench }) => {
    const script = /\/assets\/entry-[^/]*\.js$/;
    await bench.page.route(script, (route) => route.abort());
    await bench.open({ sample: 'capital-of-france' });
    await expect(bench.notices).toContainText(words.notice.probeFailed);
    await bench.startRank();
    await expect(bench.rankingFailure).toContainText(failureSentence('page-file-missing'));
    await bench.page.unroute(script);
    await bench.rank();
    await expect(bench.rankingRows.first()).toContainText('Paris');
  });
});

test.describe('loading a model', () => {
  const hubModel = (host: string, dtype: string) => ({
    model: rerankerRepository,
    host,
    dtype,
    ...hubSweep,
  });

  test('for a sweep ends with Stop, and begins anew with Run @full', async ({ bench, hub }) => {
    const slow = hub.setFault({ kind: 'slow', path: /model_quantized\.onnx/ });
    await openWithOwnInput(bench, hubModel(hub.url, 'q8'));
    await bench.runButton.click();
    await slow.hit;
    await bench.expectRunState('loading');
    await bench.stopButton.click();
    await bench.expectRunState('cancelled');
    expect(sampleCounts(await bench.record())).toEqual({});
    slow.remove();
    expect(Object.keys(sampleCounts(await bench.run()))).toHaveLength(5);
  });

  test('for a ranking ends with Cancel, and begins anew with Rank @full', async ({ bench, hub }) => {
    const slow = hub.setFault({ kind: 'slow', path: /model_quantized\.onnx/ });
    await openWithOwnInput(bench, hubModel(hub.url, 'q8'));
    await bench.startRank();
    await slow.hit;
    await bench.page.getByRole('button', { name: words.actions.cancelRank }).click();
    await expect(bench.rankButton).toBeVisible();
    await expect(bench.rankingFailure).toHaveCount(0);
    slow.remove();
    await bench.rank();
  });

  test('whose external data is missing fails instead of hanging, and works once it is there', async ({
    bench,
    hub,
  }) => {
    const missing = hub.setFault({ kind: 'not-found', path: /model\.onnx_data/ });
    await openWithOwnInput(bench, hubModel(hub.url, 'fp32'));
    await bench.runButton.click();
    await bench.expectRunState('failed');
    await expect(bench.page.getByRole('alert')).toContainText(failureSentence('model-not-found'));
    missing.remove();
    await bench.run();
    await expectOwnInput(bench);
  });
});
