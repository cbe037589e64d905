import { expect, test } from './support/fixtures.ts';
import { expectWhole, LoadPage } from './support/load-page.ts';

test('a load test runs on WebGPU, is foretold there, and names the software adapter @full', async ({
  bench,
}) => {
  const load = new LoadPage(bench);
  await load.open({
    ...{ device: 'webgpu', sample: 'capital-of-france', policies: 'dynamic', tailLatency: '2000' },
    ...{ rate: '0.5', duration: '6', pairsPerRequest: '1,2', maxBatch: '2', maxWait: '50', timeout: '60000' },
  });
  await load.startButton.click();
  const record = await load.ended('done');
  expect(record.lanes).toMatchObject([{ deviceUsed: 'webgpu', cells: [], passes: { source: 'load-test' } }]);
  // On WebGPU tokenising runs beside the passes, and so takes none of their time.
  expect(record.lanes[0]?.passes?.tokenizeMsPerPair).toBe(0);
  const [only] = record.loadTests ?? [];
  if (only === undefined) throw new Error('There is no load test.');
  expectWhole(only);
  expect(only.counts.answered).toBe(only.counts.arrivals);
  expect(only.prediction?.answered).toBeGreaterThan(0);
  expect(record.warnings.map(({ code }) => code)).toContain('software-adapter');
});
