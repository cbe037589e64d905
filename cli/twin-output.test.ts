import { describe, expect, it } from 'vitest';
import { exampleRecord } from '../src/core/document/testing/example-record.ts';
import { recordToTable } from './bench-table.ts';
import { rankText } from './rank-output.ts';

describe('a twin in the terminal', () => {
  it('is named as one over the table, with its depth and what it is worth', () => {
    const record = exampleRecord();
    const model = { id: 'twin:bge-reranker-base', source: 'twin', layers: 12 } as const;
    const lanes = record.lanes.map((lane) => ({ ...lane, model: { ...lane.model, ...model } }));
    const lines = recordToTable({ ...record, lanes }).split('\n');
    expect(lines[0]).toBe('twin:bge-reranker-base (synthetic, 12 layers)');
    expect(lines[2]).toMatch(/^Synthetic twin: .*scores mean nothing/);
    expect(recordToTable(record)).not.toContain('ynthetic');
  });

  it('is named as one over a ranking', () => {
    const ranking = {
      query: 'q',
      modelId: 'twin:bge-reranker-base',
      layers: 1,
      deviceUsed: 'wasm',
      dtype: 'q8',
      rows: [{ text: 'a', score: 1, probability: 0.7, oldPlace: 1 }],
    } as const;
    expect(rankText(ranking, 'table', 80)).toContain(
      'twin:bge-reranker-base (synthetic, 1 layer) · wasm · q8',
    );
    expect(JSON.parse(rankText(ranking, 'json', 80))).toMatchObject({ model: 'twin:bge-reranker-base' });
  });
});
