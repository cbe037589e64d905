import fc from 'fast-check';
import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { lanesOfLink } from './draft-of-link.ts';
import { crc32, fromBase64Url, toBase64Url } from './link-bytes.ts';
import { packRun } from './link-layout.ts';
import { fragmentToRun, maxFragmentBytes, recordToFragment } from './permalink.ts';
import type { RunFigures } from './run-figures.ts';
import type { RunRecord } from './run-record.ts';
import { gridRecord } from './testing/grid-record.ts';
import { linkedFigures } from './testing/linked-figures.ts';
import { recordArbitrary } from './testing/record-arbitrary.ts';

/** Enough time for a property over many records even if other work shares the machine. */
const slowMachineMs = 30_000;

function linked(record: RunRecord): { fragment: string; run: RunFigures } {
  const made = recordToFragment(record);
  if (made.state !== 'ok') throw new Error(`too large: ${made.bytes}`);
  const read = fragmentToRun(made.fragment);
  if (read.state !== 'ok') throw new Error(JSON.stringify(read));
  return { fragment: made.fragment, run: read.run };
}

/** A link that a forger would make: any bytes with the right checksum. */
function forged(packed: Uint8Array): string {
  const bytes = new Uint8Array(4 + packed.length);
  new DataView(bytes.buffer).setUint32(0, crc32(packed), true);
  bytes.set(packed, 4);
  return `#r=${toBase64Url(bytes)}`;
}

const forgedJson = (value: unknown) => forged(deflateSync(strToU8(JSON.stringify(value))));

describe('base64url and CRC-32', () => {
  it('are those of their standards', () => {
    expect(toBase64Url(strToU8('foobar'))).toBe('Zm9vYmFy');
    expect(toBase64Url(new Uint8Array([0xfb, 0xff]))).toBe('-_8');
    // The check value of CRC-32/ISO-HDLC.
    expect(crc32(strToU8('123456789'))).toBe(0xcbf43926);
  });

  it('bring any bytes back, and agree with Node', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  it('refuse what they would not have written', () => {
    for (const text of ['A', 'Zm9=', 'Zm 9', 'Zm9+', 'AB']) expect(fromBase64Url(text)).toBeNull();
  });
});

describe('a permalink', () => {
  it(
    'brings back the figures of the run',
    () => {
      fc.assert(
        fc.property(recordArbitrary, (record) => {
          expect(linked(record).run).toEqual(linkedFigures(record));
        }),
      );
    },
    slowMachineMs,
  );

  it('keeps every figure of a cell within rounding', () => {
    const record = gridRecord({ lanes: 2 });
    const lanes = lanesOfLink(linked(record).run);
    for (const [l, lane] of record.lanes.entries()) {
      for (const [c, cell] of lane.cells.entries()) {
        const drawn = lanes[l]?.cells[c];
        if (cell.state !== 'measured' || drawn?.state !== 'measured') throw new Error('measured');
        const close = (a: number | undefined, b: number | undefined) =>
          expect(Math.abs((a ?? NaN) / (b ?? NaN) - 1)).toBeLessThan(2e-4);
        close(drawn.pairsPerSecond, cell.pairsPerSecond);
        close(drawn.tokensPerSecond, cell.tokensPerSecond);
        close(drawn.latencyMs.mean, cell.latencyMs.mean);
        close(drawn.latencyMs.sd, cell.latencyMs.sd);
        close(drawn.latencyMs.p95, cell.latencyMs.p95);
        close(drawn.latencyMs.ci95?.[0], cell.latencyMs.ci95?.[0]);
        close(drawn.latencyMs.ci95?.[1], cell.latencyMs.ci95?.[1]);
        close(drawn.tokenizeMs, cell.tokenizeMs);
        close(drawn.gpuBytes?.peak, cell.gpuBytes?.peak);
        expect(drawn.paddingEfficiency).toBe(cell.paddingEfficiency);
        expect(drawn.latencyMs.n).toBe(cell.latencyMs.n);
        expect(drawn.latencyMs.samples).toEqual([]);
        expect(drawn.latencyMs.rounds).toEqual([]);
        expect(drawn.latencyMs.startedAtMs).toEqual([]);
      }
    }
  });

  it('holds neither texts of the input nor the user agent', () => {
    const record = gridRecord();
    const talkative: RunRecord = {
      ...record,
      input: { ...record.input, pairs: [{ query: 'secret query', document: 'secret document' }] },
      environment: { ...record.environment, userAgent: 'secret agent' },
    };
    expect(JSON.stringify(packRun(talkative))).not.toContain('secret');
  });

  it('of the default plan on four lanes fits with everything in it', () => {
    const record = gridRecord({ lanes: 4, samples: 30 });
    const { fragment, run } = linked(record);
    expect(fragment.length).toBeLessThan(maxFragmentBytes);
    expect(run).toEqual(linkedFigures(record));
  });

  it('of more than fits gives up columns in their order, never n, mean, or the interval', () => {
    const sizes = Array.from({ length: 10 }, (_, i) => 2 * i + 1);
    const record = gridRecord({ lanes: 3, batchSizes: sizes, pairCounts: sizes, samples: 4 });
    const { fragment, run } = linked(record);
    expect(fragment.length).toBeLessThanOrEqual(maxFragmentBytes);
    const whole = linkedFigures(record);
    const [cell, full] = [run, whole].map((one) => one.lanes[0]?.cells[0]);
    if (cell?.state !== 'measured' || full?.state !== 'measured') throw new Error('measured');
    expect(cell.firstRunMs).toBeNull();
    expect(run.lanes[0]?.coldMs).toBeNull();
    const { n, mean } = full.latencyMs;
    expect(cell.latencyMs).toMatchObject({ n, mean });
    const [half, fullHalf] = [cell, full].map(
      ({ latencyMs: { ci95 } }) => ((ci95?.[1] ?? 0) - (ci95?.[0] ?? 0)) / 2,
    );
    expect(Math.abs((half ?? 0) / (fullHalf ?? 1) - 1)).toBeLessThan(5e-3);
  });

  it.each([1, 2])('of 24 × 24 cells on %d lanes fits or says it does not', (lanes) => {
    const sizes = Array.from({ length: 24 }, (_, i) => i + 1);
    const made = recordToFragment(gridRecord({ lanes, batchSizes: sizes, pairCounts: sizes, samples: 2 }));
    if (made.state === 'ok') expect(made.fragment.length).toBeLessThanOrEqual(maxFragmentBytes);
    else expect(made.bytes).toBeGreaterThan(maxFragmentBytes);
  });

  it('is too large with more cells than a reader takes, however well they compress', () => {
    const record = gridRecord({ pairCounts: [1], batchSizes: [1] });
    const skipped = Array.from({ length: 10_001 }, (_, i) => ({
      ...{ pairCount: i, batchSize: 1, tokenBudget: null, state: 'skipped' as const, firstRunMs: null },
    }));
    const lanes = record.lanes.map((lane) => ({ ...lane, cells: skipped }));
    expect(recordToFragment({ ...record, lanes }).state).toBe('too-large');
  });
});

describe('a damaged link', () => {
  it('is never read in part: every truncation is told', () => {
    const { fragment } = linked(gridRecord());
    for (let length = 0; length < fragment.length; length++) {
      const read = fragmentToRun(fragment.slice(0, length));
      const expected = length < 3 ? { state: 'none' } : { state: 'error', code: 'damaged' };
      expect(read, `cut at ${length}`).toEqual(expected);
    }
  });

  it('is told by any one letter that changed', () => {
    const { fragment } = linked(gridRecord({ pairCounts: [10] }));
    const at = fc.integer({ min: 3, max: fragment.length - 1 });
    const letter = fc.constantFrom(...'ABCDwxyz0189-_.=%');
    fc.assert(
      fc.property(at, letter, (place, other) => {
        fc.pre(fragment[place] !== other);
        const altered = fragment.slice(0, place) + other + fragment.slice(place + 1);
        expect(fragmentToRun(altered)).toEqual({ state: 'error', code: 'damaged' });
      }),
      { numRuns: 1000 },
    );
  });

  it('never makes the reader throw', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array(), fc.jsonValue(), (text, bytes, value) => {
        expect(fragmentToRun(text).state).toBe('none');
        expect(fragmentToRun(`#r=${text}`).state).toBe('error');
        expect(fragmentToRun(forged(bytes)).state).toBe('error');
        expect(fragmentToRun(forged(deflateSync(bytes))).state).toBe('error');
        expect(fragmentToRun(forgedJson(value)).state).toBe('error');
        expect(fragmentToRun(forgedJson(['rerank-bench/compact@1', value, value])).state).toBe('error');
      }),
    );
  });
});

describe('a forged link', () => {
  it('that would inflate to more than a quarter of a megabyte is not inflated', () => {
    const bomb = deflateSync(new Uint8Array(5_000_000), { level: 9 });
    expect(bomb.length).toBeLessThan(6000);
    expect(fragmentToRun(forged(bomb))).toEqual({ state: 'error', code: 'too-large' });
  });

  it('is refused where it is longer than any link we make', () => {
    expect(fragmentToRun(`#r=${'A'.repeat(maxFragmentBytes)}`)).toEqual({
      state: 'error',
      code: 'too-large',
    });
  });

  it('cannot ask for more cells than there is room for', () => {
    const lane: unknown[] = [
      ['lane-1', 'done', null, 'wasm', 'wasm', 'fp32'],
      ['plain', 1, 1, 'length'],
      null,
      ['m', 'hub', null, null, null],
      null,
      null,
      [1e9, [1, 1, null, 'skipped', null, null], []],
    ];
    const wire: unknown[] = [
      'rerank-bench/compact@1',
      ['id', 'done', '2026-01-01T00:00:00Z', 1, '0', '0', null],
      [],
      ['own', null, 1, null, ''],
      ['b', 'o', 1, null, true, 1, null],
      [lane],
      [],
    ];
    expect(fragmentToRun(forgedJson(wire))).toEqual({ state: 'error', code: 'damaged' });
    lane[6] = [1, [1, 1, null, 'skipped', null, null], []];
    expect(fragmentToRun(forgedJson(wire)).state).toBe('ok');
    expect(fragmentToRun(forgedJson(wire.with(2, [['futureSetting', 'x']]))).state).toBe('ok');
    expect(fragmentToRun(forgedJson(wire.with(2, [['maxLength', '-3']]))).state).toBe('error');
    expect(fragmentToRun(forgedJson(wire.with(2, [['__proto__', 'x']]))).state).toBe('ok');
    expect(fragmentToRun(forgedJson(wire.with(6, new Array(120_000).fill(0)))).state).toBe('error');
    expect(fragmentToRun(forgedJson(wire.with(5, new Array(65).fill(lane)))).state).toBe('error');
  });

  it('of a newer version is told as that', () => {
    expect(fragmentToRun(forgedJson(['rerank-bench/compact@2', 'anything']))).toEqual({
      state: 'error',
      code: 'newer-version',
    });
  });
});
