import { fusedRepository } from './support/hub-models.ts';
import { expect, test } from './support/lavapipe.ts';

test('a fused twin takes fewer dispatches than the exported one, and a profile counts them @full', async ({
  bench,
}) => {
  await bench.open({
    ...{ model: 'twin:ms-marco-MiniLM-L-6-v2', layers: '1', device: 'webgpu', dtype: 'fp32' },
    ...{ graph: 'exported,fused', sample: 'capital-of-france', maxLength: '32' },
    ...{ batchSizes: '1', pairCounts: '1', repetitions: '2', profilePass: '1' },
  });
  /** Dispatches of the run's fastest lane, by its graph. */
  const dispatches = new Map<string, number>();
  const profiled = async () => {
    const { lanes, profiles, warnings } = await bench.run();
    expect(warnings.map(({ code }) => code)).not.toContain('profile-failed');
    const [profile] = profiles ?? [];
    const lane = lanes.find(({ id }) => id === profile?.laneId);
    const operators = profile?.operators ?? [];
    const graph = lane?.graph ?? 'exported';
    dispatches.set(
      graph,
      operators.reduce((sum, { calls }) => sum + calls, 0),
    );
    expect(operators.map(({ type }) => type)).toContain(graph === 'fused' ? 'MultiHeadAttention' : 'Softmax');
    return lanes;
  };
  expect(await profiled()).toMatchObject([
    { state: 'done', deviceUsed: 'webgpu' },
    { state: 'done', deviceUsed: 'webgpu', graph: 'fused' },
  ]);
  const other = dispatches.has('fused') ? 'exported' : 'fused';
  await bench.page.evaluate((graph) => rerankBench.configure({ graph: [graph] }), other);
  await profiled();
  expect(dispatches.get('fused')).toBeGreaterThan(0);
  expect(dispatches.get('fused')).toBeLessThan(dispatches.get('exported') ?? 0);
});

test('a fused lane is suspect where its attention scores otherwise than WASM’s, and sound where it does not @full', async ({
  bench,
  hub,
}) => {
  await bench.open({
    ...{ host: hub.url, model: fusedRepository, device: 'wasm,webgpu', dtype: 'fp32', threads: '1' },
    ...{ sample: 'capital-of-france', batchSizes: '1', pairCounts: '1', repetitions: '2' },
  });
  const { lanes } = await bench.run();
  expect(lanes).toMatchObject([{ state: 'done' }, { state: 'done', deviceUsed: 'webgpu' }]);
  const [plain, fused] = lanes.map(({ scoreCheck }) => scoreCheck);
  expect(plain?.verdict).toBe('ok');
  expect(lanes[1]?.fusedOperators).toContain('MultiHeadAttention');
  const scores = plain?.scores.map(Number) ?? [];
  const range = Math.max(...scores) - Math.min(...scores);
  // A runtime that mends its flash attention makes the lane sound.
  const { largestDifference = Number.NaN } = fused?.agreement ?? {};
  test
    .info()
    .annotations.push({ type: 'largest difference', description: `${largestDifference} of ${range}` });
  const isOff = largestDifference > 1e-3 * Math.max(1, range);
  const codes = fused?.findings.map(({ code }) => code);
  if (isOff) expect(codes).toContain('attention-differs');
  else expect(codes).toEqual([]);
});
