import { canHide, setHidden } from './support/hidden-tab.ts';
import { expectWhole, LoadPage } from './support/load-page.ts';
import { words } from './support/words.ts';
import { expect, test } from './support/worker-access.ts';
import { limitPass, strike } from './support/worker-faults.ts';

const settings = {
  sample: 'capital-of-france',
  rate: '15',
  duration: '5',
  pairsPerRequest: '2,4',
  maxBatch: '8',
  maxWait: '100',
  policies: 'dynamic',
  // Another test checks the planner. This objective leaves it little to try.
  tailLatency: '5',
} as const;

test('memory that runs out in one batch: its pairs are scored one by one, and batches get smaller @full', async ({
  bench,
  workerAccess,
}) => {
  const load = new LoadPage(bench);
  await load.open(settings);
  workerAccess.inNext(limitPass, { pairs: 2, tokens: 100_000, loadEvents: 6 });
  const record = await load.run();
  const [only] = record.loadTests ?? [];
  if (only === undefined) throw new Error('There is no load test.');
  expectWhole(only);
  expect(only.state).toBe('done');
  expect(only.events.map(({ kind }) => kind)).toEqual(['worker-replaced']);
  // Requests that waited for the fresh worker may have timed out, but none failed.
  expect(only.counts.failed).toBe(0);
  expect(only.counts.answered).toBeGreaterThan(0);
  const [step] = only.events;
  const later = only.batches.pairs.filter((_, i) => (only.batches.startedAtMs[i] ?? 0) > (step?.atMs ?? 0));
  expect(later[0], 'the first pair of the batch, alone').toBe(1);
  expect(Math.max(...later)).toBeLessThanOrEqual(4);
  await load.expectDoubt(words.warning['load-step-down']);
});

test('a worker that dies takes the requests of its batch with it, and no other @full', async ({
  bench,
  workerAccess,
}) => {
  const load = new LoadPage(bench);
  await load.open({ ...settings, timeout: '60000' });
  workerAccess.inNext(strike, { after: 'loadTest', times: 12, fault: 'ends' });
  const record = await load.run();
  const [only] = record.loadTests ?? [];
  if (only === undefined) throw new Error('There is no load test.');
  expectWhole(only);
  expect(only.events.map(({ kind }) => kind)).toEqual(['lane-restarted']);
  // A batch of eight pairs holds at most four requests.
  expect(only.counts.failed).toBeLessThanOrEqual(4);
  expect(only.counts.answered).toBe(only.counts.arrivals - only.counts.failed);
  await load.expectDoubt(words.warning['load-restarted']);
});

test('a load test waits while its tab is hidden, gives up what was open, and says so @full', async ({
  bench,
}) => {
  await canHide(bench.page);
  const load = new LoadPage(bench);
  await load.open({ ...settings, duration: '4' });
  await load.startButton.click();
  await load.answered(5);
  await setHidden(bench.page, true);
  // The warning comes after all earlier messages.
  await load.expectDoubt(words.warning['hidden-tab']);
  const arrived = () =>
    bench.page.evaluate(() => {
      const progress = rerankBench.progress();
      return progress?.kind === 'run' ? progress.load?.arrived : undefined;
    });
  const before = await arrived();
  // Only time shows that nothing comes. In this much, ten requests would have.
  const since = await bench.page.evaluate(() => performance.now());
  await bench.page.waitForFunction(
    ({ until }) => performance.now() > until,
    { until: since + (10 * 1000) / Number(settings.rate) },
    { polling: 50 },
  );
  expect(await arrived()).toBe(before);
  await setHidden(bench.page, false);
  const [only] = (await load.ended('done')).loadTests ?? [];
  if (only === undefined) throw new Error('There is no load test.');
  expectWhole(only);
  expect(only.events.map(({ kind }) => kind)).toEqual(['hidden-tab', 'shown-tab']);
  expect(only.counts.answered).toBe(only.counts.arrivals - only.counts.cancelled);
  const [away, back] = only.events;
  const within = only.batches.startedAtMs.filter((at) => at > (away?.atMs ?? 0) && at < (back?.atMs ?? 0));
  expect(within, 'batches that left while the tab was hidden').toEqual([]);
  await load.expectDoubt(words.warning['hidden-tab']);
});
