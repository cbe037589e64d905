import { halfPrecisionRepository } from './support/hub-models.ts';
import { expect, test } from './support/lavapipe.ts';

const cells = { sample: 'capital-of-france', maxLength: '32', pairCounts: '2', repetitions: '2' } as const;

test('a lane with graph capture scores as the standard one does @full', async ({ bench, hub }) => {
  await bench.open({
    ...{ ...cells, host: hub.url, model: halfPrecisionRepository, device: 'webgpu', dtype: 'fp32' },
    ...{ gpuOptions: 'standard,graph-capture', batchSizes: '1,2', paddingMultiples: '16' },
  });
  const { lanes } = await bench.run();
  expect(lanes).toMatchObject([
    { state: 'done', deviceUsed: 'webgpu', scoreCheck: { verdict: 'ok' } },
    { state: 'done', deviceUsed: 'webgpu', scoreCheck: { verdict: 'ok' }, gpuOption: 'graph-capture' },
  ]);
  const [standard = [], captured = []] = lanes.map(({ scoreCheck }) => scoreCheck?.scores.map(Number) ?? []);
  expect(standard.length).toBeGreaterThan(5);
  for (const [place, score] of standard.entries()) {
    expect(Math.abs(score - (captured[place] ?? Number.NaN)), `probe ${place}`).toBeLessThan(1e-4);
  }
  expect(lanes.flatMap((lane) => lane.cells.map(({ state }) => state))).toEqual(Array(4).fill('measured'));
});
