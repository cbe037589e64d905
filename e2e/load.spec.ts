import { formatOf } from '../src/core/texts/format.ts';
import { expectWhole, LoadPage } from './support/load-page.ts';
import { sentence, words } from './support/words.ts';
import { expect, test } from './support/worker-access.ts';

/** A few seconds of arrivals that the built-in model can keep up with on any machine. */
const light = {
  sample: 'capital-of-france',
  rate: '12',
  duration: '3',
  pairsPerRequest: '1,3',
  maxBatch: '4',
  maxWait: '40',
  tailLatency: '60',
} as const;

/** An objective that leaves the planner little to try, for tests of other things. */
const briefPlan = { tailLatency: '5' } as const;

test('a load test runs the policies under the same arrivals, draws them live, foretells them and plans', async ({
  bench,
}) => {
  const load = new LoadPage(bench);
  // An objective that can be kept even on a busy machine. Otherwise the planner would rightly find no rate.
  await load.open({ ...light, tailLatency: '400' });
  await load.startButton.click();
  // A policy's figures and charts are shown before it has ended.
  await expect(load.charts).toBeVisible();
  await expect(load.policies).toContainText(words.load.state.running);
  await expect(bench.progress).toContainText(words.load.policy.none);
  const record = await load.ended('done');

  const tests = record.loadTests ?? [];
  expect(tests.map(({ policy, state }) => [policy, state])).toEqual([
    ['none', 'done'],
    ['fixed', 'done'],
    ['dynamic', 'done'],
  ]);
  for (const one of tests) {
    expectWhole(one);
    expect(one.counts).toMatchObject({ arrivals: one.counts.answered, refused: 0, timedOut: 0, failed: 0 });
    expect(one.prediction?.latencyMs.p50).toBeGreaterThan(0);
    expect(one.arrivals.arrivedAtMs).toEqual(tests[0]?.arrivals.arrivedAtMs);
    expect(one.arrivals.pairs).toEqual(tests[0]?.arrivals.pairs);
    for (const pairs of one.batches.pairs) expect(pairs).toBeLessThanOrEqual(one.rule.maxBatch);
  }
  expect(tests[0]?.batches.pairs.every((pairs) => pairs === 1)).toBe(true);
  // With full batches only, nobody is answered before the others have arrived.
  expect(tests[1]?.latencyMs?.p50).toBeGreaterThan(tests[0]?.latencyMs?.p50 ?? 0);

  const [lane] = record.lanes;
  expect(lane).toMatchObject({ state: 'done', cells: [], passes: { source: 'load-test' } });
  expect(lane?.capacity?.rates.length).toBeGreaterThan(10);
  const best = lane?.capacity?.best;
  expect(best?.ratePerSecond).toBeGreaterThan(0);
  expect(record.recommendations).toMatchObject([
    { kind: 'capacity', laneId: 'lane-1', maxBatch: best?.maxBatch, maxWaitMs: best?.maxWaitMs },
  ]);

  await expect(load.verdict).toContainText(
    sentence('load.verdict.upTo', { rate: formatOf('en').rate(best?.ratePerSecond ?? 0) }),
  );
  await expect(load.verdict).toContainText(
    sentence('load.verdict.within', { tail: 'P99', latency: '400 ms' }),
  );
  await expect(load.headline).toContainText(words.load.policy.dynamic);
  await expect(load.policies.locator('[data-figure="answered"] td')).toHaveCount(3);
  await expect(load.prediction.locator('[data-policy]')).not.toHaveCount(0);
  await expect(load.planner).toContainText(
    sentence('load.planner.basis', { count: lane?.capacity?.simulatedArrivals ?? 0 }),
  );

  // A reload loses nothing.
  await bench.reload();
  await load.tab.click();
  await expect(load.policies.locator('[data-figure="answered"] td')).toHaveCount(3);
});

test('a load test joins the sweep of the same model, input and settings, and both stay on show @full', async ({
  bench,
}) => {
  const load = new LoadPage(bench);
  await load.open({
    ...light,
    ...{
      duration: '1',
      policies: 'dynamic',
      batchSizes: '1,2',
      pairCounts: '2',
      repetitions: '2',
      maxBatch: '2',
    },
  });
  const sweep = await bench.run();
  expect(sweep.lanes[0]?.passes).toMatchObject({ source: 'sweep' });
  await load.tab.click();
  const record = await load.run();
  expect(record.id).toBe(sweep.id);
  expect(record.lanes[0]?.cells).toEqual(sweep.lanes[0]?.cells);
  expect(record.loadTests).toMatchObject([{ policy: 'dynamic', laneId: 'lane-1', state: 'done' }]);
  expect(record.recommendations.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['pair-count', 'capacity']),
  );
  await bench.page.getByRole('tab', { name: words.tabs.throughput }).click();
  await expect(bench.cell(2, 1)).toHaveAttribute('data-state', 'measured');

  // The sweep's table and the load tests' are separate CSV files.
  await bench.page.getByRole('button', { name: words.exports.menu }).click();
  const item = bench.page.getByRole('menuitem', { name: words.exports.file.loadCsv });
  const { name, text } = await bench.saved(item);
  expect(name).toMatch(/\.load-tests\.csv$/);
  expect(text.trimEnd().split('\r\n')).toHaveLength(2);
});

test('Stop ends a load test and keeps what it measured @full', async ({ bench }) => {
  const load = new LoadPage(bench);
  await load.open({ ...light, duration: '60' });
  await load.startButton.click();
  await load.answered(5);
  await load.stopButton.click();
  const record = await load.ended('cancelled');
  expect(record.loadTests).toMatchObject([{ policy: 'none', state: 'cancelled' }]);
  const [only] = record.loadTests ?? [];
  if (only === undefined) throw new Error('There is no load test.');
  expectWhole(only);
  expect(only.counts.answered).toBeGreaterThanOrEqual(5);
  await expect(load.policies).toContainText(words.load.state.cancelled);
});

test('a full queue refuses, and who waits too long is given up; all are accounted for @full', async ({
  bench,
}) => {
  const load = new LoadPage(bench);
  // Sixty requests arrive at once. Thirty of them may wait, each too briefly for any model to answer them
  // all.
  await load.open({
    ...light,
    ...briefPlan,
    ...{ arrivals: 'bursts', burstSize: '60', rate: '30', duration: '6', policies: 'dynamic' },
    ...{ queueLimit: '30', timeout: '20', maxBatch: '1', maxWait: '0', pairsPerRequest: '8' },
  });
  await load.startButton.click();
  const [only] = (await load.ended('done')).loadTests ?? [];
  if (only === undefined) throw new Error('There is no load test.');
  expectWhole(only);
  expect(only.counts.refused).toBeGreaterThan(0);
  expect(only.counts.timedOut).toBeGreaterThan(0);
  for (const [place, outcome] of only.arrivals.outcome.entries()) {
    const latency = only.arrivals.latencyMs[place] ?? Number.NaN;
    if (outcome === 'timed-out') expect(latency).toBeCloseTo(20, 6);
    if (outcome === 'refused') expect(latency).toBe(0);
    if (outcome === 'answered') expect(latency).toBeLessThanOrEqual(20);
  }
  await expect(load.policies.locator('[data-figure="refused"]')).toContainText(String(only.counts.refused));
});

test('more requests than the model takes end the test, which says so @full', async ({ bench }) => {
  const load = new LoadPage(bench);
  await load.open({
    ...light,
    ...briefPlan,
    ...{ arrivals: 'constant', rate: '3000', duration: '60', policies: 'dynamic', maxArrivals: '10000' },
    ...{ timeout: '60000', queueLimit: '100000' },
  });
  const record = await load.run();
  const [only] = record.loadTests ?? [];
  expect(only?.state).toBe('overloaded');
  expect(only?.counts.arrivals).toBeLessThan(10_000);
  if (only !== undefined) expectWhole(only);
  await expect(load.policies).toContainText(words.load.state.overloaded);
  await expect(load.headline).toContainText('did not keep up');
});

test('a closed loop asks again when it is answered @full', async ({ bench }) => {
  const load = new LoadPage(bench);
  await load.open({
    ...light,
    ...briefPlan,
    ...{ arrivals: 'closed', clients: '3', duration: '2', policies: 'dynamic' },
  });
  const [only] = (await load.run()).loadTests ?? [];
  if (only === undefined) throw new Error('There is no load test.');
  expectWhole(only);
  expect(only.counts.answered).toBeGreaterThan(3);
  // Never more open requests than clients. A client sends its next request at the moment of its answer.
  const moment = 1e-6;
  const { arrivedAtMs, latencyMs } = only.arrivals;
  for (const at of arrivedAtMs) {
    const open = arrivedAtMs.filter((start, i) => start <= at && at < start + (latencyMs[i] ?? 0) - moment);
    expect(open.length).toBeLessThanOrEqual(3);
  }
});

test('bad settings are named beside their field, and cost nothing else', async ({ bench }) => {
  const load = new LoadPage(bench);
  await load.open({ rate: '7.5' });
  const rate = load.setUp.getByRole('textbox', { name: words.load.field.rate });
  await expect(rate).toHaveValue('7.5');
  await rate.fill('fast');
  await rate.blur();
  const problem = sentence('settingProblem.not-a-number', { text: 'fast' });
  await expect(load.setUp).toContainText(problem);
  await expect(rate).toHaveAccessibleErrorMessage(new RegExp(problem));
  await expect(rate).toHaveValue('fast');
  expect(await bench.page.evaluate(() => rerankBench.settings().rate)).toBe(7.5);
  // It cannot start before it is mended, and says so beside the button.
  await load.startButton.click();
  await expect(rate).toBeFocused();
  await expect(load.setUp.getByRole('alert')).toHaveCount(2);
  await bench.expectRunState('idle');
});
