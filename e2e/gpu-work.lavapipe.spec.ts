import { halfPrecisionRepository } from './support/hub-models.ts';
import { expect, test } from './support/lavapipe.ts';
import { expectWhole, LoadPage } from './support/load-page.ts';
import { sampleCounts } from './support/outcomes.ts';
import { sentence, words } from './support/words.ts';
import { loseDevice, reportGpuOutOfMemory, strike } from './support/worker-faults.ts';

const query = 'red fox';
const documents = ['a red fox', 'a red dog'];
const onGpu = { model: halfPrecisionRepository, device: 'webgpu', dtype: 'fp16', maxLength: '32' } as const;

test('a ranking in half precision outlives its device, and halves its batch when memory is refused', async ({
  bench,
  hub,
  workerAccess,
}) => {
  await bench.open({ ...onGpu, host: hub.url });
  await bench.setInput(query, documents);
  await bench.rank();
  const places = async () => (await bench.ranks()).map(({ oldPlace }) => oldPlace);
  const first = await places();

  await workerAccess.inCurrent(loseDevice, undefined);
  await bench.rank();
  await expect(bench.rankSteps).toHaveText(words.stepDown.scored['device-lost']);
  expect(await places()).toEqual(first);

  await workerAccess.inCurrent(reportGpuOutOfMemory, undefined);
  await bench.rank();
  await expect(bench.rankSteps).toHaveText(sentence('stepDown.scored.gpu-memory', { from: 2, to: 1 }));
  expect(await places()).toEqual(first);
});

test('a sweep in half precision that loses its device measures the rest in a fresh worker @full', async ({
  bench,
  workerAccess,
}) => {
  // A worker whose script Playwright answers counts as one of the internet, and may ask no hub on this
  // machine.
  const twin = { model: 'twin:ms-marco-MiniLM-L-6-v2', layers: '1' };
  await bench.open({ ...onGpu, ...twin, batchSizes: '2', pairCounts: '2,4', repetitions: '2' });
  await bench.setInput(query, documents);
  workerAccess.inNext(strike, { after: 'sample', times: 1, fault: 'loses-device' });
  const record = await bench.run();
  const [lane] = record.lanes;
  expect(lane).toMatchObject({ dtype: 'fp16', state: 'done', events: [{ kind: 'lane-restarted' }] });
  expect(lane?.cells.filter(({ state }) => state === 'failed')).toMatchObject([{ reason: 'device-lost' }]);
  expect(Object.values(sampleCounts(record))).toEqual([2]);
});

test('a load test runs in half precision, and is foretold @full', async ({ bench, hub }) => {
  const load = new LoadPage(bench);
  await load.open({
    ...{ ...onGpu, host: hub.url, sample: 'capital-of-france', policies: 'dynamic', tailLatency: '2000' },
    ...{ rate: '3', duration: '3', pairsPerRequest: '1,2', maxBatch: '2', maxWait: '50', timeout: '60000' },
  });
  const record = await load.run();
  expect(record.lanes).toMatchObject([
    { deviceUsed: 'webgpu', dtype: 'fp16', passes: { source: 'load-test' } },
  ]);
  const [only] = record.loadTests ?? [];
  if (only === undefined) throw new Error('There is no load test.');
  expectWhole(only);
  expect(only.counts.arrivals).toBeGreaterThan(0);
  expect(only.counts.answered).toBe(only.counts.arrivals);
  expect(only.prediction?.answered).toBeGreaterThan(0);
});
