import { csvParseRows } from 'd3-dsv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordToCsv } from './csv.ts';
import type { RunRecord } from './run-record.ts';
import { gridRecord } from './testing/grid-record.ts';
import { recordArbitrary } from './testing/record-arbitrary.ts';

/** Rows by column name. */
function read(record: RunRecord): Record<string, string>[] {
  const [head = [], ...rows] = csvParseRows(recordToCsv(record));
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ''])));
}

describe('a record as CSV', () => {
  it('has one row a cell, with the contract’s names', () => {
    const record = gridRecord({ lanes: 2, samples: 20 });
    const rows = read(record);
    expect(rows).toHaveLength(36);
    const cell = record.lanes[0]?.cells[0];
    if (cell?.state !== 'measured') throw new Error('measured');
    expect(rows[0]).toMatchObject({
      runId: 'run-1',
      laneId: 'lane-1',
      device: 'wasm',
      pairCount: '10',
      batchSize: '1',
      tokenBudget: '',
      state: 'measured',
      n: '20',
      meanMs: String(cell.latencyMs.mean),
      ci95LowMs: String(cell.latencyMs.ci95?.[0]),
      p95Ms: String(cell.latencyMs.p95),
      p99Ms: '',
      pairsPerSecond: String(cell.pairsPerSecond),
      gpuPeakBytes: String(cell.gpuBytes?.peak),
      wasmBytes: String(cell.wasmBytes),
    });
  });

  it('gives operations a second, and their share of the device’s peak where that was measured', () => {
    const record = gridRecord({ samples: 2 });
    const [lane] = record.lanes;
    const [cell] = lane?.cells ?? [];
    if (lane === undefined || cell?.state !== 'measured') throw new Error('measured');
    const rated = { ...lane, cells: [{ ...cell, flops: 1e9, gflopsPerSecond: 31 }] };
    const peak = { precision: 'f32', gflopsPerSecond: 124, method: 'MatMul', size: 512 } as const;
    const rows = read({ ...record, lanes: [{ ...rated, peak }, rated, lane] });
    const shown = ({ gflopsPerSecond, peakGflopsPerSecond, percentOfPeak }: Record<string, string>) => [
      ...[gflopsPerSecond, peakGflopsPerSecond, percentOfPeak],
    ];
    expect(rows.slice(0, 3).map(shown)).toEqual([
      ['31', '124', '25'],
      ['31', '', ''],
      ['', '', ''],
    ]);
    // Older records may have this.
    const [older] = read({ ...record, lanes: [{ ...rated, peak: { ...peak, gflopsPerSecond: 25 } }] });
    expect(shown(older ?? {})).toEqual(['31', '25', '100']);
  });

  it('ends with what tells lanes apart that are not as usual, and has no such column where all are', () => {
    const record = gridRecord({ samples: 2 });
    const [lane] = record.lanes;
    if (lane === undefined) throw new Error('a lane');
    const head = csvParseRows(recordToCsv(record))[0] ?? [];
    expect(head).not.toEqual(expect.arrayContaining(['gpuOption']));
    const lanes: RunRecord['lanes'] = [
      lane,
      { ...lane, graph: 'fused', gpuOption: 'cache-simple' },
      { ...lane, paddingMultiple: 8, model: { ...lane.model, file: 'model_int8.onnx' } },
    ];
    const of = (row: Record<string, string> | undefined) => [
      ...[row?.file, row?.paddingMultiple, row?.gpuOption, row?.graph],
    ];
    const unusual = { ...record, lanes };
    const rows = read(unusual);
    const cells = lane.cells.length;
    expect(of(rows[0])).toEqual(['', '', '', '']);
    expect(of(rows[cells])).toEqual(['', '', 'cache-simple', 'fused']);
    expect(of(rows[2 * cells])).toEqual(['model_int8.onnx', '8', '', '']);
    expect(csvParseRows(recordToCsv(unusual))[0]).toEqual([
      ...[...head, 'file', 'paddingMultiple', 'gpuOption', 'graph'],
    ]);
  });

  it('starts with the columns that readers rely on, in their order', () => {
    const [head] = csvParseRows(recordToCsv(gridRecord()));
    expect(head?.slice(0, 43).join(' ')).toBe(
      'runId startedAt label browser os adapter laneId laneState scoreVerdict model revision device deviceUsed dtype runtime threads workers order pairCount batchSize tokenBudget state reason n meanMs sdMs cv medianMs ci95LowMs ci95HighMs p95Ms p99Ms pairsPerSecond tokensPerSecond tokenizeMs modelMs firstRunMs tokens tokensComputed paddingEfficiency gpuPeakBytes gpuResidentBytes wasmBytes',
    );
    expect(new Set(head).size).toBe(head?.length);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1'])(
    'makes %j text for a spreadsheet',
    (label) => {
      expect(read({ ...gridRecord(), label })[0]?.label).toBe(`'${label}`);
    },
  );

  it('leaves other texts and negative numbers alone', () => {
    const record = gridRecord({ samples: 2, latencyMs: () => 10 });
    const [cell] = record.lanes[0]?.cells ?? [];
    if (cell?.state !== 'measured') throw new Error('measured');
    cell.latencyMs.ci95 = [-1.5, 21];
    expect(read({ ...record, label: 'a=b, "c"' })[0]).toMatchObject({
      label: 'a=b, "c"',
      ci95LowMs: '-1.5',
    });
  });

  it('has, whatever the texts are, the cells’ number of rows, all as wide as the header, no formula, and CR LF between them', () => {
    fc.assert(
      fc.property(recordArbitrary, (record) => {
        const csv = recordToCsv(record);
        const rows = csvParseRows(csv);
        const cells = record.lanes.reduce((total, lane) => total + lane.cells.length, 0);
        expect(rows).toHaveLength(cells + 1);
        expect(new Set(rows.map((row) => row.length))).toEqual(new Set([rows[0]?.length]));
        const fields = rows.flat().filter((field) => !/^-?[\d.e+-]+$/.test(field));
        for (const field of fields) expect(field).not.toMatch(/^[=+\-@\t\r]/);
        // Outside quotes every line ends in CR LF.
        expect(csv.replace(/"(?:[^"]|"")*"/g, '').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        expect(csv.endsWith('\r\n')).toBe(true);
      }),
    );
  });
});
