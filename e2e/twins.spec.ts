import type { MeasuredCell } from '../src/core/document/run-record.ts';
import { twinWeightBytes } from '../src/core/rerank/twin-size.ts';
import { findTwin, type TwinDtype, twinDtypes } from '../src/core/rerank/twins.ts';
import { expect, test } from './support/fixtures.ts';

const name = 'ms-marco-MiniLM-L-6-v2';
const twin = findTwin(name);
if (twin === undefined) throw new Error(`There is no twin ${name}.`);

/** One layer, two cells, one thread: a second or two for each lane. */
const smallTwin = {
  model: `twin:${name}`,
  layers: '1',
  device: 'wasm',
  sample: 'capital-of-france',
  batchSizes: '1,2',
  pairCounts: '2',
  repetitions: '2',
  threads: '1',
  workers: '1',
} as const;

test.describe('a synthetic twin', () => {
  test('is measured in every dtype without a download, and its scores are not judged @full', async ({
    bench,
    traffic,
    complaints,
  }) => {
    await bench.open({ ...smallTwin, dtype: twinDtypes.join(',') });
    const { lanes, recommendations, warnings } = await bench.run();
    expect(lanes.map(({ dtype }) => dtype)).toEqual([...twinDtypes]);
    for (const lane of lanes) {
      expect(lane).toMatchObject({
        state: 'done',
        scoreCheck: { verdict: 'not-applicable', findings: [] },
        model: {
          id: `twin:${name}`,
          source: 'twin',
          revision: null,
          layers: 1,
          bytes: twinWeightBytes(twin, lane.dtype as TwinDtype, 1),
        },
      });
      // The weights are made up, yet the scores are numbers that differ from pair to pair.
      const scores = lane.scoreCheck?.scores ?? [];
      expect(scores).not.toContain(null);
      expect(new Set(scores).size).toBe(scores.length);
      const measured = lane.cells.filter((cell): cell is MeasuredCell => cell.state === 'measured');
      expect(measured.map(({ batchSize }) => batchSize)).toEqual([1, 2]);
      for (const { pairsPerSecond } of measured) expect(pairsPerSecond).toBeGreaterThan(0);
    }
    expect(warnings.map(({ code }) => code)).not.toContain('suspect-scores');
    expect(recommendations.length).toBeGreaterThan(0);
    expect(traffic.offOrigin()).toEqual([]);
    // A twin's files do not exist on the network, and are never requested there.
    expect(traffic.all().filter((url) => url.includes('synthetic-twin'))).toEqual([]);
    expect(complaints.uncaught).toEqual([]);
    expect(complaints.policyBreaches()).toEqual([]);
  });

  test('@full computes with every build of the runtime, to the same scores', async ({ bench }) => {
    await bench.open({ ...smallTwin, dtype: 'fp32', layers: '2', runtime: 'jspi,asyncify,plain' });
    const { lanes } = await bench.run();
    expect(lanes.map(({ model }) => model.layers)).toEqual([2, 2, 2]);
    expect(lanes.map(({ runtime, state }) => `${runtime} ${state}`)).toEqual([
      'jspi done',
      'asyncify done',
      'plain done',
    ]);
    const [first = [], ...others] = lanes.map(({ scoreCheck }) => scoreCheck?.scores ?? []);
    expect(first.length).toBeGreaterThan(0);
    for (const scores of others) {
      scores.forEach((score, place) => {
        expect(score).toBeCloseTo(first[place] ?? Number.NaN, 4);
      });
    }
  });
});
