import { describe, expect, it } from 'vitest';
import { collectRuns } from './collection.ts';
import { collectionReport, collectionToCsv } from './collection-report.ts';
import { compareRuns } from './comparison.ts';
import { comparisonReport } from './comparison-report.ts';
import { recordToCsv } from './csv.ts';
import { recordToMarkdown } from './markdown.ts';
import { fragmentToRun, recordToFragment } from './permalink.ts';
import { reportToMarkdown } from './report.ts';
import type { RunRecord } from './run-record.ts';
import { exampleRecord } from './testing/example-record.ts';

const ofModel = (id: string, model: RunRecord['lanes'][number]['model']): RunRecord => {
  const record = exampleRecord({ id });
  return {
    ...record,
    settings: { ...record.settings, model: model.id },
    lanes: record.lanes.map((lane) => ({ ...lane, model })),
  };
};
const common = { revision: null, layers: 6, bytes: 1000 } as const;
const real = ofModel('r', { ...common, id: 'Xenova/bge-reranker-base', source: 'hub', layers: 12 });
const twin = ofModel('t', { ...common, id: 'twin:bge-reranker-base', source: 'twin' });
const rows = (csv: string) => csv.split('\r\n').map((line) => line.split(','));
const column = (csv: string, name: string) => {
  const [head = [], first = []] = rows(csv);
  return first[head.indexOf(name)];
};

describe('a twin’s figures, wherever they go,', () => {
  it('are named as the twin’s, with its depth', () => {
    const markdown = recordToMarkdown(twin);
    expect(markdown).toMatch(/^## Rerank Bench: twin:bge-reranker-base \\\(synthetic, 6 layers\\\)/);
    expect(markdown).toContain('scores mean nothing');
    expect(recordToMarkdown(real)).not.toContain('ynthetic');
    const csv = recordToCsv(twin);
    expect([column(csv, 'model'), column(csv, 'modelSource'), column(csv, 'layers')]).toEqual([
      'twin:bge-reranker-base',
      'twin',
      '6',
    ]);
  });

  it('keep that in a link', () => {
    const written = recordToFragment(twin);
    const read = fragmentToRun(written.state === 'ok' ? written.fragment : '');
    expect(read).toMatchObject({
      state: 'ok',
      run: { lanes: [{ model: { id: 'twin:bge-reranker-base', source: 'twin', layers: 6 } }] },
    });
  });

  it('are no series of the real model’s in a collection', () => {
    const collection = collectRuns([real, twin]);
    expect(collection.series.map(({ lane }) => [lane.model, lane.layers])).toEqual([
      ['Xenova/bge-reranker-base', 12],
      ['twin:bge-reranker-base', 6],
    ]);
    expect(reportToMarkdown(collectionReport(collection))).toContain(
      'twin:bge-reranker-base \\(synthetic\\) · 6',
    );
    const csv = rows(collectionToCsv(collection));
    expect(csv.slice(1, 3).map((line) => line[csv[0]?.indexOf('model') ?? -1])).toEqual([
      'Xenova/bge-reranker-base',
      'twin:bge-reranker-base',
    ]);
  });

  it('are compared with the real model’s by nobody who did not ask for it', () => {
    const [base, head] = [[real], [twin]];
    const comparison = compareRuns(base, head);
    expect(comparison.lanes).toEqual([]);
    const report = reportToMarkdown(comparisonReport({ comparison, base, head, gate: null }));
    expect(report).toMatch(/Only in the head: WASM · fp32 · twin:bge-reranker-base .*synthetic.* · 6 layers/);
  });
});
