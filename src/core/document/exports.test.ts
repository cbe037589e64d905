import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { textsOf } from '../texts/create-texts.ts';
import { messageText } from '../texts/message.ts';
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

    it('are Markdown of the same lines and tables in Chinese', () => {
      const shape = (text: string) =>
        text
          .split('\n')
          .map((line) => [/^(#+|-|)/.exec(line)?.[0], line.replace(/\\./g, '').split('|').length]);
      const chinese = recordToMarkdown(record, textsOf('zh-CN'));
      expect(shape(chinese)).toEqual(shape(form('report.md')));
      expect(chinese).toContain('\n- 环境：');
    });

    it('say in Chinese what the record warns of, and why cells have no result', () => {
      const chinese = textsOf('zh-CN');
      const text = recordToMarkdown(record, chinese).replace(/\\(.)/g, '$1');
      const reasons = record.lanes.flatMap(({ cells }) => cells.flatMap(({ reason }) => reason ?? []));
      const told = [
        ...record.warnings.map(({ code }) => `warning.${code}`),
        ...reasons.map((code) => `reason.${code}`),
      ];
      // A hostile record has unknown codes.
      for (const key of told.filter((one) => chinese.exists(one))) {
        expect(text).toContain(messageText(chinese, { key }));
      }
    });
  },
);
