import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exportExamples } from '../src/core/document/testing/export-examples.ts';
import { recordToTable } from './bench-table.ts';
import { loadToTable } from './load-table.ts';

describe.each(exportExamples((file) => readFileSync(file, 'utf8')))(
  'the terminal shows of $name',
  ({ record, form }) => {
    it('the table of cells that it did', () => {
      expect(recordToTable(record)).toBe(form('bench.txt'));
    });

    it('the tables of load tests that it did', () => {
      expect(loadToTable(record)).toBe(form('load.txt'));
    });
  },
);
