import { describe, expect, it } from 'vitest';
import type { JudgedLane } from './measured-lane.ts';
import { recommend } from './recommendation.ts';
import type { Situation } from './situation-recommendation.ts';
import { cell, lane, steady, swinging } from './testing/measured.ts';

const situation = (lanes: readonly JudgedLane[], wanted: Situation) =>
  recommend(lanes).find((one) => one.kind === 'situation' && one.situation === wanted);

describe('recommendations', () => {
  it('say nothing of no lanes', () => {
    expect(recommend([])).toEqual([]);
    expect(recommend([lane([])])).toEqual([]);
  });

  it('leave a suspect lane out wholly, however fast', () => {
    const good = lane([cell(10, 1, steady(100))]);
    const suspect = lane([cell(10, 1, steady(1))], { id: 'lane-2', device: 'webgpu', suspect: true });
    expect(recommend([suspect, good])).toEqual(recommend([good]));
    expect(recommend([suspect])).toEqual([]);
  });
});

describe('the interactive card', () => {
  const twoLanes = (n: number) => [
    lane([cell(10, 1, steady(50, n)), cell(10, 4, steady(40, n)), cell(1, 1, steady(5, n))]),
    lane([cell(10, 1, steady(30, n)), cell(10, 4, steady(20, n))], { id: 'lane-2', device: 'webgpu' }),
  ];

  it('names the lowest median latency at the largest pair count up to ten, and the runner-up', () => {
    expect(situation(twoLanes(10), 'interactive')).toEqual({
      kind: 'situation',
      situation: 'interactive',
      certainty: 'sure',
      pairCount: 10,
      criterion: 'median-latency',
      laneId: 'lane-2',
      device: 'webgpu',
      batchSize: 4,
      value: 20,
      runnerUp: { laneId: 'lane-2', device: 'webgpu', batchSize: 1, value: 30 },
    });
  });

  it('goes by P95 where every contender has one', () => {
    expect(situation(twoLanes(20), 'interactive')).toMatchObject({ criterion: 'p95-latency', value: 20 });
    const withFewer = [...twoLanes(20), lane([cell(10, 1, steady(30, 19))], { id: 'lane-3' })];
    expect(situation(withFewer, 'interactive')).toMatchObject({ criterion: 'median-latency' });
  });

  it('takes the smaller batch that rule 9 calls as good, and the better one becomes the runner-up', () => {
    const cells = [cell(10, 1, steady(20.5)), cell(10, 4, steady(20)), cell(10, 8, steady(40))];
    expect(situation([lane(cells)], 'interactive')).toMatchObject({
      certainty: 'sure',
      batchSize: 1,
      value: 20.5,
      runnerUp: { batchSize: 4, value: 20 },
    });
  });

  it('does not follow the mean into a long tail', () => {
    // Batch 1 is as fast on the whole, but every fifth request takes double.
    const tailed = Array.from({ length: 20 }, (_, i) => (i % 5 === 0 ? 32 : 17));
    const cells = [cell(10, 1, tailed), cell(10, 4, swinging(20, 0.01, 20))];
    expect(situation([lane(cells)], 'interactive')).toMatchObject({
      criterion: 'p95-latency',
      certainty: 'not-yet-sure',
      batchSize: 4,
    });
  });

  it('is not yet sure while another lane may be more than 5 % better', () => {
    const other = (share: number) =>
      lane([cell(10, 1, swinging(20.5, share))], { id: 'lane-2', device: 'webgpu' });
    const own = lane([cell(10, 1, steady(20))]);
    expect(situation([own, other(0.04)], 'interactive')).toMatchObject({
      certainty: 'sure',
      laneId: 'lane-1',
    });
    expect(situation([own, other(0.2)], 'interactive')).toMatchObject({
      certainty: 'not-yet-sure',
      laneId: 'lane-1',
    });
  });

  it('does not pair the rounds of two lanes, which ran at different times', () => {
    const rounds = [1, 1.3, 0.8, 1.1, 1.6, 0.9, 1, 1.2, 0.7, 1.4];
    const lanes = [20, 20.1].map((ms, i) =>
      lane(
        [
          cell(
            10,
            1,
            rounds.map((load) => ms * load),
          ),
        ],
        { id: `lane-${i + 1}` },
      ),
    );
    expect(situation(lanes, 'interactive')).toMatchObject({ laneId: 'lane-1', certainty: 'not-yet-sure' });
  });

  it('says what the pair count’s own recommendation says', () => {
    for (const latencies of [
      [steady(20), steady(10.2), steady(10)],
      [steady(20), swinging(10.6, 0.1), steady(10)],
      [steady(10.4), steady(10.2), steady(10)],
    ]) {
      const lanes = [lane(latencies.map((samples, i) => cell(10, 2 ** i, samples)))];
      const [entry] = recommend(lanes);
      const { batchSize, certainty } = entry as Extract<typeof entry, { kind: 'pair-count' }>;
      expect(situation(lanes, 'interactive')).toMatchObject({ batchSize, certainty });
    }
  });

  it('has no runner-up where there is a single contender, and no card beyond ten pairs', () => {
    expect(situation([lane([cell(10, 1, [5])])], 'interactive')).toMatchObject({
      certainty: 'not-yet-sure',
      onlyMeasured: true,
      runnerUp: null,
    });
    expect(situation([lane([cell(11, 1, steady(5))])], 'interactive')).toBeUndefined();
  });
});

describe('the offline card', () => {
  it('names the most throughput at the largest pair count from 50 to 200', () => {
    const cells = [
      cell(50, 1, steady(100)),
      cell(200, 1, steady(400)),
      cell(200, 8, steady(250)),
      cell(201, 16, steady(1)),
    ];
    expect(situation([lane(cells)], 'offline')).toMatchObject({
      criterion: 'throughput',
      certainty: 'sure',
      pairCount: 200,
      batchSize: 8,
      value: 800,
      runnerUp: { batchSize: 1, value: 500 },
    });
    expect(situation([lane([cell(49, 1, steady(5))])], 'offline')).toBeUndefined();
  });

  it('may name batch size 1', () => {
    const cells = [cell(50, 1, steady(100)), cell(50, 16, steady(300))];
    expect(situation([lane(cells)], 'offline')).toMatchObject({ batchSize: 1 });
  });
});

describe('the small-device card', () => {
  const MB = 1e6;
  const gpu = (peak: number) => ({ gpuBytes: { peak: peak * MB } });

  it('names the least memory within 10 % of the best throughput', () => {
    const cells = [
      cell(5, 1, steady(11.2), gpu(10)),
      cell(5, 2, steady(11), gpu(20)),
      cell(5, 4, steady(10), gpu(40)),
    ];
    // 10/11.2 = 0.893 and 10/11 = 0.909.
    expect(situation([lane(cells, { device: 'webgpu' })], 'small-device')).toMatchObject({
      criterion: 'memory',
      certainty: 'sure',
      pairCount: 5,
      batchSize: 2,
      value: 20 * MB,
      runnerUp: { batchSize: 4, value: 40 * MB },
    });
  });

  it('reads GPU memory on WebGPU and WASM memory on WASM', () => {
    const wasm = lane([cell(5, 1, steady(10), { wasmBytes: 30 * MB, gpuBytes: { peak: 1 } })]);
    const webgpu = lane([cell(5, 1, steady(10), { wasmBytes: 1, ...gpu(50) })], {
      id: 'lane-2',
      device: 'webgpu',
    });
    expect(situation([wasm, webgpu], 'small-device')).toMatchObject({
      laneId: 'lane-1',
      value: 30 * MB,
      runnerUp: { laneId: 'lane-2', value: 50 * MB },
    });
  });

  it('of equal memory takes the faster', () => {
    const cells = [cell(5, 1, steady(10.5), { wasmBytes: MB }), cell(5, 2, steady(10), { wasmBytes: MB })];
    expect(situation([lane(cells)], 'small-device')).toMatchObject({ batchSize: 2, certainty: 'sure' });
  });

  it('lets a cell without memory win nothing, but be the best to keep up with', () => {
    const unknown = cell(5, 4, steady(10));
    expect(
      situation([lane([cell(5, 1, steady(20), { wasmBytes: MB }), unknown])], 'small-device'),
    ).toBeUndefined();
    expect(
      situation([lane([cell(5, 1, steady(10.5), { wasmBytes: MB }), unknown])], 'small-device'),
    ).toMatchObject({
      batchSize: 1,
      runnerUp: null,
    });
  });

  it('is not yet sure while less memory may still do', () => {
    const cells = [
      cell(5, 1, swinging(10 / 0.88, 0.1), { wasmBytes: MB }),
      cell(5, 2, steady(10), { wasmBytes: 2 * MB }),
    ];
    expect(situation([lane(cells)], 'small-device')).toMatchObject({
      certainty: 'not-yet-sure',
      batchSize: 1,
    });
  });

  it('is left out where no request of one to five pairs was measured', () => {
    expect(situation([lane([cell(6, 1, steady(5), { wasmBytes: MB })])], 'small-device')).toBeUndefined();
  });
});

describe('cells that the clock saw nothing of', () => {
  it('take no part in a recommendation, whatever rate an old record gives them', () => {
    for (const pairsPerSecond of [0, Number.POSITIVE_INFINITY, Number.NaN]) {
      const unseen = { ...cell(10, 4, steady(1)), pairsPerSecond };
      expect(recommend([lane([unseen])])).toEqual([]);
      const beside = recommend([lane([cell(10, 1, steady(10)), unseen])]);
      expect(beside).toEqual(recommend([lane([cell(10, 1, steady(10))])]));
    }
  });
});
