import { csvParse } from 'd3-dsv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectRuns } from './collection.ts';
import { collectionReport, collectionToCsv } from './collection-report.ts';
import { reportToMarkdown } from './report.ts';
import type { AdapterRecord, LaneRecord, RunRecord } from './run-record.ts';
import { exampleLoadRecord } from './testing/example-load-test.ts';
import { gridRecord } from './testing/grid-record.ts';
import { hostileText, recordArbitrary } from './testing/record-arbitrary.ts';

/** A run with one lane and two cells of 10 pairs each; batch 4 takes `ms`, batch 1 twice as long. */
function run(
  id: string,
  ms = 100,
  change: Partial<RunRecord> = {},
  lane: Partial<LaneRecord> = {},
): RunRecord {
  const record = gridRecord({
    id,
    pairCounts: [10],
    batchSizes: [1, 4],
    samples: 5,
    latencyMs: (_pairs, batch) => (batch === 4 ? ms : 2 * ms),
    change: (one) => ({ ...one, ...lane }),
  });
  return { ...record, ...change };
}

const recommends = (batchSize: number, certainty: 'sure' | 'not-yet-sure' = 'sure'): Partial<RunRecord> => ({
  recommendations: [
    {
      ...{ kind: 'pair-count', laneId: 'lane-1', device: 'wasm', pairCount: 10 },
      ...{ certainty, batchSize, fastest: batchSize, candidates: [] },
    },
  ],
});

const adapter: AdapterRecord = {
  ...{ name: 'Radeon 780M', nameSource: 'webgl', vendor: 'amd', architecture: 'rdna-3', device: '' },
  ...{ description: '', isSoftware: false, features: [], limits: {} },
};

const withAdapter = (record: RunRecord, change: Partial<AdapterRecord>): RunRecord => ({
  ...record,
  environment: { ...record.environment, adapter: { ...adapter, ...change } },
});

const suspect: LaneRecord['scoreCheck'] = {
  ...{ verdict: 'suspect', findings: [], tolerance: 0.001, largestPaddingDifference: 0 },
  ...{ scores: [], agreement: null },
};

const rate = (record: RunRecord, place: number) => {
  const cell = record.lanes[0]?.cells[place];
  return cell?.state === 'measured' ? cell.pairsPerSecond : Number.NaN;
};

describe('runs of one device', () => {
  const runs = [run('a', 100), run('b', 110), run('c', 130)];
  const { devices, series } = collectRuns(runs);
  const point = series[0]?.points[1];

  it('are one series, whose unit is the run', () => {
    expect(devices).toMatchObject([{ id: 'device-1', runCount: 3 }]);
    expect(series).toHaveLength(1);
    expect(series[0]?.runIds).toEqual(['a', 'b', 'c']);
    expect(point).toMatchObject({ pairCount: 10, batchSize: 4, runCount: 3, intervalFrom: 'runs' });
  });

  it('have the geometric mean, the t interval of the logarithms, and the slowest and fastest run', () => {
    const logs = runs.map((record) => Math.log(rate(record, 1)));
    const centre = logs.reduce((sum, log) => sum + log, 0) / 3;
    const sd = Math.sqrt(logs.reduce((sum, log) => sum + (log - centre) ** 2, 0) / 2);
    // t(0.975, 2) from a table.
    const half = (4.30265 * sd) / Math.sqrt(3);
    expect(point?.pairsPerSecond).toBeCloseTo(Math.exp(centre), 9);
    expect(point?.ci95?.[0]).toBeCloseTo(Math.exp(centre - half), 3);
    expect(point?.ci95?.[1]).toBeCloseTo(Math.exp(centre + half), 3);
    expect(point?.range).toEqual([rate(runs[2] as RunRecord, 1), rate(runs[0] as RunRecord, 1)]);
  });

  it('have with one run the interval of its samples, and say so', () => {
    const [only] = collectRuns(runs.slice(0, 1)).series[0]?.points ?? [];
    expect(only).toMatchObject({ runCount: 1, intervalFrom: 'samples' });
    const [low, high] = only?.ci95 ?? [];
    expect(low).toBeLessThan(only?.pairsPerSecond ?? 0);
    expect(high).toBeGreaterThan(only?.pairsPerSecond ?? 0);
  });

  it('count once where a run comes twice, as the longer of the two', () => {
    const longer = { ...run('a', 200), durationMs: 90_000 };
    const [one] = collectRuns([run('a', 100), longer, run('a', 100)]).series;
    expect(one?.runIds).toEqual(['a']);
    expect(one?.points[1]?.pairsPerSecond).toBe(rate(longer, 1));
  });
});

describe('what is kept apart', () => {
  const own = run('a');
  it.each<[string, RunRecord, number]>([
    ['the label', run('b', 100, { label: 'kitchen laptop' }), 2],
    ['the adapter’s name', withAdapter(run('b'), { name: 'Apple M3' }), 2],
    ['a software adapter', withAdapter(run('b'), { isSoftware: true }), 2],
    ['the browser', { ...run('b'), environment: { ...own.environment, browser: 'Edge 156' } }, 2],
    ['the dtype', run('b', 100, {}, { dtype: 'q8' }), 1],
    ['the threads', run('b', 100, {}, { threads: 4 }), 1],
    ['the runtime’s version', run('b', 100, {}, { versions: { transformers: '0', onnxruntime: '9' } }), 1],
    ['the texts', { ...run('b'), input: { ...own.input, sha256: 'other' } }, 1],
    ['max length', { ...run('b'), settings: { ...own.settings, maxLength: 128 } }, 1],
    ['suspect scores', run('b', 100, {}, { scoreCheck: suspect }), 1],
  ])('runs that differ in %s', (_what, other, deviceCount) => {
    const { devices, series } = collectRuns([own, other]);
    expect(devices).toHaveLength(deviceCount);
    expect(series.map(({ runIds }) => runIds)).toEqual([['a'], ['b']]);
  });
});

describe('the batch size that is recommended', () => {
  const choice = (...records: RunRecord[]) => collectRuns(records).series[0]?.recommended;

  it('is sure where every run is, and agrees', () => {
    const [a, b] = [run('a', 100, recommends(4)), run('b', 100, recommends(4))];
    expect(choice(a, b)).toEqual([{ pairCount: 10, batchSize: 4, certainty: 'sure', votes: 2, voters: 2 }]);
  });

  it('is what most say, not yet sure where any run says otherwise', () => {
    const [a, b, c] = [
      run('a', 100, recommends(1)),
      run('b', 100, recommends(4)),
      run('c', 100, recommends(4)),
    ] as const;
    expect(choice(a, b, c)).toMatchObject([{ batchSize: 4, certainty: 'not-yet-sure', votes: 2, voters: 3 }]);
    expect(choice(a, b)).toMatchObject([{ batchSize: 1, certainty: 'not-yet-sure', votes: 1, voters: 2 }]);
  });

  it('is not yet sure where a run is not', () => {
    expect(choice(run('a', 100, recommends(4, 'not-yet-sure')))).toMatchObject([
      { certainty: 'not-yet-sure' },
    ]);
  });

  it('is none for a lane whose scores are suspect', () => {
    expect(choice(run('a', 100, recommends(4), { scoreCheck: suspect }))).toEqual([]);
  });
});

describe('the table', () => {
  const markdown = (...records: RunRecord[]) => reportToMarkdown(collectionReport(collectRuns(records)));

  it('has a part for each device and a row for each lane and pair count', () => {
    const text = markdown(
      run('a', 100, { label: 'one', ...recommends(4) }),
      run('b', 100, { label: 'two' }, { dtype: 'q8' }),
    );
    expect(text).toMatch(/^### one · .*\n\n(.*\n){2}\| WASM · fp32 \| 10 \| 1 \| 4 \| 4 \| /m);
    expect(text).toMatch(/^### two · .*\n\n(.*\n){2}\| WASM · q8 \| 10 \| 1 \| {2}\| 4 \| /m);
  });

  it('names what differs with each lane, and what does not once', () => {
    const text = markdown(run('a'), run('b', 100, {}, { threads: 4 }));
    expect(text).toContain('| WASM · fp32 · 2 threads |');
    expect(text).toContain('| WASM · fp32 · 4 threads |');
    expect(text.match(/max length 512/g)).toHaveLength(1);
  });

  it('names a lane’s padding, option and graph where lanes differ in them, and nowhere else', () => {
    const text = markdown(
      run('a', 100),
      run('b', 90, {}, { graph: 'fused' }),
      run('c', 90, {}, { gpuOption: 'cache-simple', paddingMultiple: 8 }),
    );
    expect(text).toContain('unpadded · standard options · as exported');
    expect(text).toContain('unpadded · standard options · fused');
    expect(text).toContain('padded to multiples of 8 · buffers of exact size kept · as exported');
    expect(markdown(run('a', 100))).not.toContain('as exported');
  });

  it('marks suspect scores, and says why a lane has nothing', () => {
    const nothing: Partial<LaneRecord> = {
      ...{ state: 'unavailable', error: { code: 'no-adapter', message: '' }, cells: [] },
    };
    const empty = run('b');
    const text = markdown(run('a', 100, {}, { scoreCheck: suspect }), {
      ...empty,
      lanes: empty.lanes.map((lane) => ({ ...lane, ...nothing })),
    });
    expect(text).toContain('| SUSPECT |');
    expect(text).toContain('| no-adapter |');
  });

  it('of any records is a table of as many columns as its head, in Markdown and in CSV, without formulas', () => {
    fc.assert(
      fc.property(
        fc.array(recordArbitrary, { minLength: 1, maxLength: 3 }),
        hostileText,
        (records, label) => {
          const collection = collectRuns(records.map((record) => ({ ...record, label })));
          const rows = reportToMarkdown(collectionReport(collection))
            .split('\n')
            .filter((line) => line.startsWith('|'));
          for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(11);
          const csv = csvParse(collectionToCsv(collection));
          for (const row of csv)
            for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+@\t\r＝＋＠]/);
          const width = csv.columns.length;
          for (const row of csv) expect(Object.keys(row)).toHaveLength(width);
        },
      ),
      { numRuns: 60 },
    );
  });
});

it('gives the CSV a row for each lane and pair count, with figures in full', () => {
  const record = run('a', 100, { label: '=1+1', ...recommends(4) });
  const [row, ...others] = csvParse(collectionToCsv(collectRuns([record])));
  expect(others).toEqual([]);
  expect(row).toMatchObject({ label: "'=1+1", pairCount: '10', recommendedBatch: '4', bestBatch: '4' });
  expect(Number(row?.bestPairsPerSecond)).toBeCloseTo(rate(record, 1), 9);
});

it('a run of load tests alone is collected, and said to be that', () => {
  const tested = exampleLoadRecord({ id: 'tested' });
  const [series, ...others] = collectRuns([tested]).series;
  expect(others).toEqual([]);
  expect(series).toMatchObject({ loadTestCount: 3, points: [], recommended: [], errors: [] });
  expect(reportToMarkdown(collectionReport(collectRuns([tested])))).toMatch(/\| load tests only \|$/m);
  const { loadTests: _, ...nothing } = tested;
  expect(reportToMarkdown(collectionReport(collectRuns([nothing])))).toMatch(/\| nothing measured \|$/m);
});
