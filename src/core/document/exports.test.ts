import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadTestsToCsv, recordToCsv } from './csv.ts';
import { recordToMarkdown } from './markdown.ts';
import { exportExamples } from './testing/export-examples.ts';

describe.each(exportExamples((file) => readFileSync(file, 'utf8')))(
  'the exports of $name',
  ({ record, form }) => {
    it('are the CSV that they were', () => {
      expect(recordToCsv(record)).toBe(form('record.csv'));
      expect(loadTestsToCsv(record)).toBe(form('load-tests.csv'));
    });

    it('are the Markdown that they were', () => {
      expect(recordToMarkdown(record)).toBe(form('report.md'));
    });
  },
);
