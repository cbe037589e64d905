import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRecordsFile } from './import-record.ts';
import { archiveOf, maxArchivedRuns, maxFileCharacters } from './record-files.ts';
import type { MeasuredCell, RunRecord } from './run-record.ts';
import { exampleRecord } from './testing/example-record.ts';
import { hostileText, recordArbitrary } from './testing/record-arbitrary.ts';

const exportedAt = '2026-11-20T10:00:00.000Z';
const record = exampleRecord({ latenciesMs: [40, 42, 41] });

/** The record's JSON, changed as if by hand. */
function changed(change: (raw: ReturnType<typeof JSON.parse>) => void): string {
  const raw = JSON.parse(JSON.stringify(record));
  change(raw);
  return JSON.stringify(raw);
}

const withFigures = (change: Partial<MeasuredCell['latencyMs']>) =>
  changed((raw) => Object.assign(raw.lanes[0].cells[0].latencyMs, change));

describe('a file of runs', () => {
  it('may be one record', () => {
    expect(parseRecordsFile(JSON.stringify(record))).toEqual({
      state: 'ok',
      runs: [{ record, name: '', note: '' }],
    });
  });

  it('may be an archive, which comes back as it was', () => {
    const runs = fc.array(fc.record({ record: recordArbitrary, name: hostileText, note: hostileText }), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(runs, (archived) => {
        expect(parseRecordsFile(archiveOf(archived, exportedAt))).toEqual({ state: 'ok', runs: archived });
      }),
      { numRuns: 50 },
    );
  });

  it('may begin with a byte order mark', () => {
    expect(parseRecordsFile(`\uFEFF${JSON.stringify(record)}`).state).toBe('ok');
  });

  it('of a newer version is told as that, however it looks', () => {
    expect(parseRecordsFile('{"schema":"rerank-bench/run@2"}')).toEqual({
      state: 'error',
      code: 'newer-version',
      where: 'schema',
    });
    expect(parseRecordsFile('{"schema":"rerank-bench/archive@3"}')).toMatchObject({ code: 'newer-version' });
    const newer = archiveOf([{ record, name: '', note: '' }], exportedAt).replace('run@1', 'run@12');
    expect(parseRecordsFile(newer)).toMatchObject({
      code: 'newer-version',
      where: 'runs.0.record.schema',
    });
    expect(parseRecordsFile('{"schema":"rerank-bench/run@0"}')).toMatchObject({ code: 'not-a-record' });
  });

  it('that is no JSON, empty or without runs says so', () => {
    expect(parseRecordsFile('{"schema":')).toEqual({ state: 'error', code: 'not-json' });
    expect(parseRecordsFile(' \n')).toEqual({ state: 'error', code: 'empty' });
    expect(parseRecordsFile(archiveOf([], exportedAt))).toEqual({ state: 'error', code: 'empty' });
    expect(parseRecordsFile('[]')).toMatchObject({ code: 'not-a-record' });
    expect(parseRecordsFile('null')).toMatchObject({ code: 'not-a-record' });
  });

  it('cannot hold a run that is still running', () => {
    expect(parseRecordsFile(changed((raw) => Object.assign(raw, { state: 'running' })))).toEqual({
      state: 'error',
      code: 'not-a-record',
      where: 'state',
    });
  });

  it('is refused whole for one unsound run, which is named', () => {
    const broken: RunRecord = { ...record, lanes: record.lanes.map((lane) => ({ ...lane, workers: -1 })) };
    const text = archiveOf(
      [record, broken].map((one) => ({ record: one, name: '', note: '' })),
      exportedAt,
    );
    expect(parseRecordsFile(text)).toMatchObject({
      code: 'not-a-record',
      where: 'runs.1.record.lanes.0.workers',
    });
  });
});

describe('figures that do not belong together', () => {
  const cell = 'lanes.0.cells.0';
  it.each([
    ['an n that is not the number of samples', { n: 4 }, `${cell}.latencyMs.n`],
    ['too few rounds', { rounds: [1, 2] }, `${cell}.latencyMs.rounds`],
    ['too many starts', { startedAtMs: [0, 1, 2, 3] }, `${cell}.latencyMs.startedAtMs`],
    ['a mean that is not the samples’', { mean: 41.001 }, `${cell}.latencyMs.mean`],
    ['an interval beside its mean', { ci95: [42, 43] }, `${cell}.latencyMs.ci95`],
    ['no samples', { n: 0, samples: [], rounds: [], startedAtMs: [] }, `${cell}.latencyMs.samples`],
  ] as const)('refuse a file: %s', (_what, change, where) => {
    expect(parseRecordsFile(withFigures(change as Partial<MeasuredCell['latencyMs']>))).toEqual({
      state: 'error',
      code: 'not-a-record',
      where,
    });
  });

  it('refuse a file: a throughput that does not follow from the latencies', () => {
    const faster = changed((raw) => {
      raw.lanes[0].cells[0].pairsPerSecond *= 1.01;
    });
    expect(parseRecordsFile(faster)).toMatchObject({ where: `${cell}.pairsPerSecond` });
  });

  it('refuse a file: a lane or a cell twice', () => {
    expect(parseRecordsFile(changed((raw) => raw.lanes.push(raw.lanes[0])))).toMatchObject({
      where: 'lanes.1.id',
    });
    expect(parseRecordsFile(changed((raw) => raw.lanes[0].cells.push(raw.lanes[0].cells[0])))).toMatchObject({
      where: 'lanes.0.cells.2',
    });
  });

  it('are not sought in the last digit', () => {
    expect(parseRecordsFile(withFigures({ mean: 41 * (1 + 1e-9) })).state).toBe('ok');
  });
});

describe('a hostile file', () => {
  it('leaves no prototype key behind and pollutes nothing', () => {
    const hostile = JSON.stringify(record)
      .replace('{', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},')
      .replace('"environment":{', '"environment":{"__proto__":{"polluted":true},"prototype":1,');
    const adapter = {
      ...{ name: 'x', nameSource: 'none', vendor: '', architecture: '', device: '', description: '' },
      ...{ isSoftware: false, features: [] },
    };
    // Such a name could pass the schema only in an object with free keys.
    const limits = '{"__proto__":1,"constructor":2,"prototype":3,"maxBufferSize":4}';
    const text = hostile.replace(
      '"adapter":null',
      `"adapter":${JSON.stringify(adapter).replace('"features"', `"limits":${limits},"features"`)}`,
    );
    const parsed = parseRecordsFile(text);
    if (parsed.state !== 'ok') throw new Error(JSON.stringify(parsed));
    const [run] = parsed.runs;
    expect(Object.keys(run?.record.environment.adapter?.limits ?? {})).toEqual(['maxBufferSize']);
    expect(JSON.stringify(parsed)).not.toMatch(/__proto__|constructor|prototype|polluted/);
    expect(Object.getPrototypeOf(run?.record)).toBe(Object.prototype);
    expect(Object.getPrototypeOf(run?.record.environment)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('loses fields that nobody knows, at every depth', () => {
    const more = changed((raw) => {
      raw.later = 1;
      raw.lanes[0].later = { deep: [1] };
      raw.lanes[0].cells[0].latencyMs.later = 'x';
    });
    expect(parseRecordsFile(more)).toEqual({ state: 'ok', runs: [{ record, name: '', note: '' }] });
  });

  it('is refused where it is too long, too deep, or has too many of anything', () => {
    expect(parseRecordsFile(' '.repeat(maxFileCharacters + 1))).toEqual({
      state: 'error',
      code: 'too-large',
    });
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(parseRecordsFile(deep)).toEqual({ state: 'error', code: 'too-large' });
    const many = JSON.stringify(new Array(20_001).fill(1));
    expect(parseRecordsFile(many)).toEqual({ state: 'error', code: 'too-large' });
    const runs = JSON.stringify({
      schema: 'rerank-bench/archive@1',
      exportedAt,
      runs: new Array(maxArchivedRuns + 1).fill({ record: 1 }),
    });
    expect(parseRecordsFile(runs)).toEqual({ state: 'error', code: 'too-large', where: 'runs' });
  });

  it('full of faults is refused at the first of them', () => {
    const samples = new Array(19_000).fill('');
    const flood = changed((raw) => {
      raw.lanes[0].cells[0].latencyMs.samples = samples;
      raw.lanes[0].cells = new Array(50).fill(raw.lanes[0].cells[0]);
    });
    expect(parseRecordsFile(flood)).toEqual({
      state: 'error',
      code: 'not-a-record',
      where: 'lanes.0.cells.0.latencyMs.samples.0',
    });
  });

  it('with more faults in one part than zod can carry is refused like another', () => {
    const bad = new Array(19_000).fill(-1);
    const flood = changed((raw) => {
      for (const name of ['dtype', 'device', 'batchSizes', 'pairCounts', 'order']) raw.settings[name] = bad;
      raw.warnings = bad;
      raw.input.pairs = new Array(20_000).fill({});
    });
    expect(parseRecordsFile(flood)).toMatchObject({ state: 'error', code: 'not-a-record' });
  });

  it('never makes the reader throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(parseRecordsFile(text).state).toBe('error');
      }),
    );
    const place = fc.constantFrom(
      ...JSON.stringify(record)
        .split(/(?<=[,:{}[\]])/)
        .keys(),
    );
    fc.assert(
      fc.property(place, fc.jsonValue(), (at, value) => {
        const parts = JSON.stringify(record).split(/(?<=[,:{}[\]])/);
        parts[at] = JSON.stringify(value) + (parts[at]?.slice(-1) ?? '');
        expect(['ok', 'error']).toContain(parseRecordsFile(parts.join('')).state);
      }),
    );
  });
});
