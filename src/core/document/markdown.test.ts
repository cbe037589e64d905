import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordToMarkdown } from './markdown.ts';
import { markdownText } from './report.ts';
import type { RunRecord } from './run-record.ts';
import { gridRecord } from './testing/grid-record.ts';
import { hostileText, recordArbitrary } from './testing/record-arbitrary.ts';

const adapter = {
  name: 'GPU X',
  nameSource: 'webgl',
  vendor: '',
  architecture: '',
  device: '',
  description: '',
  isSoftware: false,
  features: [],
  limits: {},
} as const;

function small(change: Partial<RunRecord> = {}): RunRecord {
  return {
    ...gridRecord({ pairCounts: [10], batchSizes: [1, 4], samples: 20, latencyMs: () => 50 }),
    ...change,
  };
}

describe('a record as Markdown', () => {
  it('says what was measured, where and with what', () => {
    const settings = { ...small().settings, seed: 7, host: 'https://hub.example/', label: 'desk' };
    const text = recordToMarkdown(small({ label: 'desk', settings }));
    expect(text).toMatch(/^## Rerank Bench: builtin:coverage, desk\n/);
    expect(text).toContain('- Environment: Test 1 · Test OS · no WebGPU adapter · 2 hardware threads');
    expect(text).toContain(
      '- Settings: max length 512 · adaptive rounds · seed 7 · input of 3 pairs · host=https:\u200B//hub.example/\n',
    );
    expect(text).toContain('### WASM · fp32 · asyncify · 2 threads\n');
  });

  it('has a table a lane, one row a cell, with the interval’s half width', () => {
    const record = small();
    const cell = record.lanes[0]?.cells[0];
    if (cell?.state !== 'measured' || cell.latencyMs.ci95 === null) throw new Error('measured');
    const half = (cell.latencyMs.ci95[1] - cell.latencyMs.ci95[0]) / 2;
    const rows = recordToMarkdown(record)
      .split('\n')
      .filter((line) => /^\| \d/.test(line));
    expect(rows).toHaveLength(2);
    expect(rows[0]).toContain(
      `| ${Number(cell.latencyMs.mean.toPrecision(3))} ± ${Number(half.toPrecision(3))} |`,
    );
    expect(rows[0]).toMatch(
      /^\| 10 \| 1 \| \d{3} \|.*GPU [\d.]+ MiB, WASM [\d.]+ MiB \| measured \(n = 20\) \|$/,
    );
  });

  it('marks a name that comes from WebGL, and software', () => {
    const { environment } = small();
    const named = recordToMarkdown(
      small({ environment: { ...environment, adapter: { ...adapter, features: [], limits: {} } } }),
    );
    expect(named).toContain('GPU GPU X (name from WebGL)');
    const software = recordToMarkdown(
      small({
        environment: {
          ...environment,
          adapter: { ...adapter, features: [], limits: {}, nameSource: 'webgpu', isSoftware: true },
        },
      }),
    );
    expect(software).toContain('GPU GPU X (**software: computes on the CPU**)');
  });

  it('marks suspect lanes at the top and on their table', () => {
    const record = gridRecord({
      pairCounts: [10],
      batchSizes: [1],
      change: (lane) => ({
        ...lane,
        scoreCheck: {
          verdict: 'suspect',
          findings: [{ code: 'constant', message: 'all scores alike' }],
          tolerance: 1e-3,
          largestPaddingDifference: 0,
          scores: [],
          agreement: null,
        },
      }),
    });
    const text = recordToMarkdown(record);
    expect(text).toContain('- ⚠ **Suspect scores** on WASM');
    expect(text).toMatch(/### WASM .* ⚠ SUSPECT SCORES\n\n- Scores: all scores alike/);
  });

  it('says recommendations in words, with how sure they are', () => {
    const text = recordToMarkdown(
      small({
        recommendations: [
          {
            kind: 'pair-count',
            laneId: 'lane-1',
            device: 'wasm',
            pairCount: 10,
            certainty: 'sure',
            batchSize: 4,
            fastest: 8,
            candidates: [],
          },
          {
            kind: 'pair-count',
            laneId: 'lane-1',
            device: 'wasm',
            pairCount: 50,
            certainty: 'not-yet-sure',
            batchSize: 2,
            fastest: 8,
            candidates: [],
          },
          {
            kind: 'pair-count',
            laneId: 'lane-1',
            device: 'wasm',
            pairCount: 100,
            certainty: 'not-yet-sure',
            batchSize: 8,
            fastest: 8,
            candidates: [],
          },
          {
            kind: 'situation',
            situation: 'offline',
            certainty: 'sure',
            pairCount: 100,
            criterion: 'throughput',
            laneId: 'lane-1',
            device: 'wasm',
            batchSize: 8,
            value: 123.4,
            runnerUp: { laneId: 'lane-1', device: 'wasm', batchSize: 4, value: 99.96 },
          },
          {
            kind: 'backend',
            pairCount: 10,
            wasmLaneId: 'lane-1',
            webgpuLaneId: 'lane-2',
            ratios: [],
            wasmWinsAt: [1, 2],
            wasmStopsWinningAt: 4,
          },
        ],
      }),
    );
    const lane = 'WASM · fp32 · asyncify · 2 threads';
    expect(text).toContain(
      `- **Batch 4** on ${lane}, 10 pairs: the smallest that is about as fast as batch 8, the fastest. Sure.`,
    );
    expect(text).toContain(
      `- **Not yet sure** on ${lane}, 50 pairs: batch 2 may be about as fast as batch 8`,
    );
    expect(text).toContain(`**Not yet sure** on ${lane}, 100 pairs: batch 8 is the fastest so far`);
    expect(text).toContain(
      `- **Offline reranking**, 100 pairs: batch 8 on ${lane} (123 pairs/s); next: batch 4 on ${lane} (100 pairs/s). Sure.`,
    );
    expect(text).toContain('10 pairs: **WASM is faster** at batch 1, 2, but no longer from batch 4 on.');
  });

  it('keeps its shape whatever the texts are', () => {
    fc.assert(
      fc.property(recordArbitrary, (record) => {
        const lines = recordToMarkdown(record).split('\n');
        const rows = lines.filter((line) => line.startsWith('|'));
        const cells = record.lanes.reduce((total, lane) => total + lane.cells.length, 0);
        const tables = record.lanes.filter((lane) => lane.cells.length > 0).length;
        expect(rows).toHaveLength(cells + 2 * tables);
        for (const row of rows) expect(row.replace(/\\./g, '').split('|')).toHaveLength(10);
        expect(lines.filter((line) => line.startsWith('## '))).toHaveLength(1);
      }),
    );
  });
});

describe('foreign text in Markdown', () => {
  it.each([
    ['a | b', String.raw`a \| b`],
    ['`code`', String.raw`\`code\``],
    ['one\r\n\r\n# two', 'one \\#\u200B two'],
    ['<img onerror=x>', String.raw`\<img onerror=x\>`],
    ['&lt;', String.raw`\&lt;`],
    ['hello @octocat', 'hello @\u200Boctocat'],
    ['see #12', 'see \\#\u200B12'],
    ['https://example.org', 'https:\u200B//example.org'],
    ['www.example.org', 'www\u200B.example.org'],
    ['[a](b)', String.raw`\[a\]\(b\)`],
    ['a\u202Eb', 'a b'],
  ])('%j is literal', (text, literal) => {
    expect(markdownText(text)).toBe(literal);
  });

  it('is cut where it is long, never inside a letter', () => {
    expect([...markdownText('😀'.repeat(300))]).toHaveLength(200);
  });

  it('has no active character left, and one line', () => {
    fc.assert(
      fc.property(fc.oneof(hostileText, fc.string()), (text) => {
        const literal = markdownText(text).replace(/\\[!-/:-@[-`{-~]/g, '');
        expect(literal).not.toMatch(/[\\`*_{}[\]<>()#|~&!$\r\n]|@(?!\u200B)|:\/\//);
      }),
    );
  });
});
