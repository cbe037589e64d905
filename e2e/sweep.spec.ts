import { bestBatches } from '../src/core/bench/best-batch.ts';
import type { CellRecord, MeasuredCell, RunRecord } from '../src/core/document/run-record.ts';
import { type BenchPage, hubSweep, longSweep, smallSweep } from './support/bench-page.ts';
import { expect, test } from './support/fixtures.ts';
import { rerankerRepository } from './support/hub-models.ts';
import { failureSentence, sentence, words } from './support/words.ts';

const fourDocuments = { sample: 'capital-of-france' } as const;

const isMeasured = (cell: CellRecord): cell is MeasuredCell => cell.state === 'measured';
const measuredCells = ({ lanes }: RunRecord) => lanes.flatMap(({ cells }) => cells.filter(isMeasured));

/** Starts a sweep that runs until it is stopped, and waits for its first sample. */
async function startLongSweep(bench: BenchPage): Promise<void> {
  await bench.page.evaluate((settings) => rerankBench.configure(settings), longSweep);
  await bench.runButton.click();
  await expect(bench.cells.and(bench.page.locator('[data-state="measured"]')).first()).toBeAttached({
    timeout: 90_000,
  });
}

/** Sets a short sweep, to follow another one. */
async function shorten(bench: BenchPage): Promise<void> {
  await bench.page.evaluate((settings) => rerankBench.configure(settings), smallSweep);
}

test.describe('a sweep', () => {
  // One sweep for everything that its end shows, since each costs a page, a worker and seconds of measuring.
  test('tells its state while it runs, and leaves rows, a record, best batches and a file', async ({
    bench,
  }) => {
    await bench.open({ ...fourDocuments, ...smallSweep, device: 'wasm', label: 'My phone' });
    const states = await bench.page.evaluateHandle(() => {
      const html = document.documentElement;
      const seen = [html.dataset.runState];
      new MutationObserver(() => seen.push(html.dataset.runState)).observe(html, {
        attributeFilter: ['data-run-state'],
      });
      return seen;
    });
    const record = await bench.run();
    await test.step('tells programs its state: idle, loading, running, done', async () => {
      expect(await states.jsonValue()).toEqual(['idle', 'loading', 'running', 'done']);
    });
    await test.step('measures the built-in model at once, without a calibration', () => {
      expect(record.lanes[0]).toMatchObject({ state: 'done', threads: 1, workers: 1 });
      expect(record.lanes[0]?.calibration).toBeUndefined();
    });
    await test.step('leaves a row for each cell, skipped ones with their reason', async () => {
      await expect(bench.cells).toHaveCount(6);
      for (const [pairs, batch] of [
        [2, 1],
        [2, 2],
        [4, 1],
        [4, 2],
        [4, 4],
      ] as const) {
        await expect(bench.cell(pairs, batch)).toHaveAttribute('data-state', 'measured');
      }
      await expect(bench.cell(2, 4)).toHaveAttribute('data-state', 'skipped');
      await expect(bench.cell(2, 4)).toContainText(
        `${words.cellState.skipped}: ${words.reason['batch-exceeds-pairs']}`,
      );
      await expect(bench.chartPoints).toHaveCount(3);
    });
    await test.step('leaves a record in which every number follows from its samples', async () => {
      expect(record).toMatchObject({
        state: 'done',
        label: 'My phone',
        settings: { batchSizes: [1, 2, 4], pairCounts: [2, 4], repetitions: 2, sample: 'capital-of-france' },
        input: { source: 'sample', sample: 'capital-of-france', pairCount: 4 },
        environment: { crossOriginIsolated: true },
        lanes: [
          {
            state: 'done',
            device: 'wasm',
            deviceUsed: 'wasm',
            dtype: 'fp32',
            model: { id: 'builtin:coverage', source: 'built-in', layers: 2 },
          },
        ],
      });
      expect(record.input.sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(record.lanes[0]?.cells.map(({ state }) => state)).toEqual([
        'measured',
        'measured',
        'skipped',
        'measured',
        'measured',
        'measured',
      ]);
      for (const { pairCount, latencyMs, pairsPerSecond, ...cell } of measuredCells(record)) {
        const { samples, rounds, startedAtMs } = latencyMs;
        const total = samples.reduce((sum, ms) => sum + ms, 0);
        expect(rounds).toEqual([1, 2]);
        expect(samples).toHaveLength(2);
        expect(latencyMs.mean).toBeCloseTo(total / 2, 6);
        expect(pairsPerSecond).toBeCloseTo((1000 * 2 * pairCount) / total, 6);
        expect(startedAtMs[1]).toBeGreaterThan((startedAtMs[0] ?? 0) + (samples[0] ?? 0));
        expect(startedAtMs[1]).toBeLessThan(record.durationMs);
        expect(cell.tokensComputed).toBeGreaterThanOrEqual(cell.tokens);
      }
    });
    await test.step('marks the best batch of each pair count in table and summary', async () => {
      const cells = measuredCells(record).flatMap(({ pairCount, batchSize, pairsPerSecond }) =>
        batchSize === null ? [] : [{ pairCount, batchSize, pairsPerSecond }],
      );
      const best = bestBatches(cells);
      expect(best.map(({ pairCount }) => pairCount)).toEqual([2, 4]);
      await expect(bench.page.locator('[data-testid="cell-row"][data-best]')).toHaveCount(2);
      for (const { pairCount, batchSize } of best) {
        await expect(bench.cell(pairCount, batchSize)).toHaveAttribute('data-best', /.*/);
        await expect(bench.cell(pairCount, batchSize)).toContainText(words.table.best);
        await expect(bench.summary).toContainText(
          new RegExp(`for ${pairCount} pairs: batch ${batchSize}, [\\d.,]+ pairs/s`),
        );
      }
    });
    await test.step('saves as JSON the record that programs are given', async () => {
      const { name, text } = await bench.savedFromMenu(words.exports.file.json);
      expect(name).toMatch(/^rerank-bench-My-phone-.+\.json$/);
      expect(JSON.parse(text)).toEqual(record);
    });
    await test.step('can be profiled: where the time of a pass goes joins the record', async () => {
      await bench.unfold('profile');
      await bench.page.getByRole('button', { name: words.profile.run }).click();
      await expect(bench.page.getByTestId('profile')).toContainText(words.profile.kind['matrix-product']);
      const { profiles = [], ...rest } = (await bench.page.evaluate(() => rerankBench.getRecord())) ?? {};
      expect(rest).toEqual(record);
      expect(profiles).toMatchObject([{ laneId: 'lane-1', batchSize: expect.any(Number) }]);
      const [{ operators = [], wallMs = 0 } = {}] = profiles;
      const kinds = new Set(operators.map(({ kind }) => kind));
      expect(kinds).toEqual(new Set(['matrix-product', 'attention', 'normalisation', 'other']));
      expect(operators.some(({ type, kind }) => type === 'MatMul' && kind === 'attention')).toBe(true);
      expect(wallMs).toBeGreaterThan(0);
    });
  });

  test('shows how far it is and what it measures, and draws points while it runs @full', async ({
    bench,
  }) => {
    await bench.open({ ...fourDocuments, ...longSweep });
    await expect(bench.chartPoints).toHaveCount(0);
    await bench.runButton.click();
    await expect(bench.progress.getByRole('progressbar', { name: words.progress.label })).toBeVisible();
    await expect(bench.progress).toContainText(/(2|4) pairs, batch (1|2|4)/);
    await expect(bench.progress).toContainText(/about .+ left/);
    await expect(bench.chartPoints.first()).toBeVisible();
    await expect(bench.chartPoints).toHaveCount(3);
    await bench.expectRunState('running');
    await expect(bench.progress).toContainText(/Measuring, round \d/);
    await bench.stopButton.click();
    await bench.expectRunState('cancelled');
    await expect(bench.progress).toHaveCount(0);
  });

  test('says so where documents repeat to make up the pairs, and only there @full', async ({ bench }) => {
    const repeats = bench.page.getByText(words.warning['repeated-pairs']);
    await bench.open({ ...fourDocuments, ...smallSweep, pairCounts: '2,8' });
    await expect(bench.page.getByText(sentence('plan.repeat_other', { count: 4, pairs: 8 }))).toBeVisible();
    const record = await bench.run();
    await expect(bench.page.getByTestId('fold-doubts').filter({ has: repeats })).toHaveCount(1);
    expect(record.warnings.map(({ code }) => code)).toContain('repeated-pairs');

    await bench.setChips('pairCounts', [2, 4]);
    const second = await bench.run();
    await expect(repeats).toHaveCount(0);
    expect(second.warnings.map(({ code }) => code)).not.toContain('repeated-pairs');
  });

  test('starts and stops by Ctrl+Shift+Enter', async ({ bench }) => {
    await bench.open({ ...fourDocuments, ...longSweep });
    await bench.editDocuments();
    await bench.query.press('Control+Shift+Enter');
    await bench.expectRunState('loading', 'running');
    await bench.field('maxLength').press('Control+Shift+Enter');
    await bench.expectRunState('cancelled');
  });

  test('is not disturbed by a ranking, which says why it waits @full', async ({ bench }) => {
    await bench.open({ ...fourDocuments });
    await startLongSweep(bench);
    await bench.editDocuments();
    await expect(bench.rankButton).toHaveAttribute('aria-disabled', 'true');
    await bench.rankButton.hover();
    await expect(bench.page.getByRole('tooltip')).toContainText(words.actions.rankBusy);
    await bench.query.press('Control+Enter');
    await expect(bench.rankingRows).toHaveCount(0);
    await bench.stopButton.click();
    await bench.expectRunState('cancelled');
    await bench.rank();
  });
});

test.describe('Stop', () => {
  test('keeps what was measured, and a second run works @full', async ({ bench }) => {
    await bench.open(fourDocuments);
    await startLongSweep(bench);
    await bench.stopButton.click();
    await bench.expectRunState('cancelled');
    await expect(bench.page.getByText(words.runState.cancelled)).toBeVisible();

    const stopped = await bench.record();
    const kept = measuredCells(stopped);
    expect(stopped.state).toBe('cancelled');
    expect(stopped.lanes[0]?.state).toBe('cancelled');
    expect(kept).not.toEqual([]);
    for (const { pairCount, batchSize, latencyMs } of kept) {
      expect(latencyMs.samples).toHaveLength(latencyMs.n);
      await expect(bench.cell(pairCount, batchSize ?? 0)).toHaveAttribute('data-state', 'measured');
    }
    await expect(bench.chartPoints).not.toHaveCount(0);
    await expect(bench.page.getByRole('button', { name: words.exports.menu })).toBeVisible();

    await shorten(bench);
    const second = await bench.run();
    expect(second.id).not.toBe(stopped.id);
    expect(second.state).toBe('done');
    expect(measuredCells(second)).toHaveLength(5);
  });

  test('while the model loads ends the run at once, and the next one works @full', async ({ bench }) => {
    await bench.open({ ...fourDocuments, ...smallSweep });
    const state = await bench.page.evaluate(async () => {
      const run = rerankBench.run();
      rerankBench.stop();
      return (await run).state;
    });
    expect(state).toBe('cancelled');
    const stopped = await bench.record();
    expect(measuredCells(stopped)).toEqual([]);
    expect((await bench.run()).state).toBe('done');
  });
});

test.describe('a run after another', () => {
  test('works when the one before had nothing to run on, whose earlier results stay @full', async ({
    bench,
  }) => {
    await bench.open({ ...fourDocuments, ...smallSweep });
    await bench.run();
    await bench.editDocuments();
    await bench.documents.getByRole('button', { name: words.documents.clear }).click();
    await bench.runButton.click();
    await bench.expectRunState('failed');
    const drawer = bench.page.getByRole('dialog');
    await expect(drawer.getByRole('alert')).toContainText(words.notice.inputProblem['no-documents']);
    await expect(bench.page.getByText(words.notice.inputProblem['no-documents'])).toHaveCount(2);

    await drawer.getByRole('button', { name: words.documents.undo }).click();
    await drawer.getByRole('button', { name: words.inputEditor.close }).click();
    await expect(bench.page.getByText(words.notice.inputProblem['no-documents'])).toHaveCount(0);
    await expect(bench.cell(4, 4)).toHaveAttribute('data-state', 'measured');
    expect((await bench.run()).state).toBe('done');
  });

  test('works after an error and after a change of model @full', async ({ bench, hub }) => {
    await bench.open({ ...fourDocuments, ...hubSweep, host: hub.url });
    const first = await bench.run();

    await bench.page.evaluate(() => rerankBench.configure({ model: 'tests/not-a-reranker' }));
    await bench.runButton.click();
    await bench.expectRunState('failed');
    await expect(bench.summary).toContainText(failureSentence('not-a-reranker'));
    const failed = await bench.record();
    // This is known before anything is downloaded.
    expect(failed.lanes[0]).toMatchObject({ state: 'unavailable', error: { code: 'not-a-reranker' } });

    await bench.page.evaluate((model) => rerankBench.configure({ model, dtype: ['q8'] }), rerankerRepository);
    const third = await bench.run();
    await bench.page.evaluate(() => rerankBench.configure({ model: 'builtin:coverage', dtype: ['auto'] }));
    const fourth = await bench.run();
    expect([first, third, fourth].map(({ lanes }) => [lanes[0]?.model.id, lanes[0]?.dtype])).toEqual([
      ['builtin:coverage', 'fp32'],
      [rerankerRepository, 'q8'],
      ['builtin:coverage', 'fp32'],
    ]);
    for (const record of [first, third, fourth]) expect(measuredCells(record)).toHaveLength(5);
  });

  test('with several dtypes measures each as a lane of its own @full', async ({ bench, hub }) => {
    await bench.open({
      ...fourDocuments,
      ...hubSweep,
      host: hub.url,
      model: rerankerRepository,
      dtype: 'fp32,q8',
    });
    const { lanes } = await bench.run();
    expect(lanes.map(({ dtype, state }) => [dtype, state])).toEqual([
      ['fp32', 'done'],
      ['q8', 'done'],
    ]);
    await expect(bench.summary).toContainText('fp32');
    await expect(bench.summary).toContainText('q8');
    await expect(bench.cell(4, 4, 'lane-1')).toHaveAttribute('data-state', 'measured');
    await expect(bench.cell(4, 4, 'lane-2')).toHaveAttribute('data-state', 'measured');
  });
});

test.describe('without a GPU', () => {
  test('the page says what to do and WASM is the default', async ({ bench }) => {
    await bench.open({ ...fourDocuments, ...smallSweep });
    // It is said once: by the chip, with what to do behind it.
    await expect(bench.gpuBadge).toHaveText(words.gpu.none);
    await expect(bench.notices).toHaveText('');
    await bench.expectGpuFacts(words.notice.noAdapter, words.gpu.noAdapter);
    const record = await bench.run();
    expect(record.environment.adapter).toBeNull();
    expect(record.lanes.map(({ device, deviceUsed }) => [device, deviceUsed])).toEqual([['wasm', 'wasm']]);
  });

  test('a choice of WebGPU is not replaced: the lane is unavailable, and says why', async ({ bench }) => {
    await bench.open({ ...fourDocuments, ...smallSweep, device: 'webgpu' });
    await expect(bench.page.getByText(words.model.noAdapter)).toBeVisible();
    await bench.runButton.click();
    await bench.expectRunState('failed');
    const record = await bench.record();
    expect(record.lanes).toMatchObject([
      { state: 'unavailable', device: 'webgpu', deviceUsed: null, error: { code: 'no-gpu' } },
    ]);
    await expect(bench.summary).toContainText(words.laneState.unavailable);
    await expect(bench.summary).toContainText(failureSentence('no-gpu'));

    await bench.startRank();
    await expect(bench.rankingFailure).toContainText(failureSentence('no-gpu'));
    await expect(bench.rankingRows).toHaveCount(0);
  });

  test('of both devices the one that is there is measured, the other is unavailable @full', async ({
    bench,
  }) => {
    await bench.open({ ...fourDocuments, ...smallSweep });
    await bench.page.getByText(words.model.both, { exact: true }).click();
    const record = await bench.run();
    expect(record.lanes.map(({ device, state }) => [device, state])).toEqual([
      ['webgpu', 'unavailable'],
      ['wasm', 'done'],
    ]);
    expect(measuredCells(record)).toHaveLength(5);
    await expect(bench.summary).toContainText(failureSentence('no-gpu'));
    await expect(bench.cell(4, 1, 'lane-2')).toHaveAttribute('data-state', 'measured');
  });
});

test.describe('a sweep in a second tab', () => {
  test('waits for the first and says so, or measures beside it with a doubt @full', async ({ bench }) => {
    await bench.open({ ...fourDocuments, ...smallSweep });
    await startLongSweep(bench);
    const second = await bench.page.context().newPage();
    await second.goto(bench.page.url());
    await second.evaluate(async (settings) => {
      await rerankBench.ready;
      rerankBench.configure(settings);
    }, smallSweep);
    const recordOf = second.evaluate(() => rerankBench.run());
    await expect(second.getByTestId('progress')).toContainText(words.progress['waiting-for-tab']);
    expect(await second.evaluate(() => rerankBench.progress())).toMatchObject({ phase: 'waiting-for-tab' });
    await second.getByRole('button', { name: words.progress.measureAnyway }).click();
    expect((await recordOf).warnings.map(({ code }) => code)).toContain('other-tab-measuring');
    await second.close();
  });
});
