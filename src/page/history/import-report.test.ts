import { describe, expect, it } from 'vitest';
import { exampleRecord } from '../../core/document/testing/example-record.ts';
import { messageText } from '../../core/texts/message.ts';
import { createI18n } from '../app/testing/create-i18n.ts';
import type { HistoryReport } from '../store/history-slice.ts';
import { importReport } from './run-history.ts';
import { RunStore } from './run-store.ts';
import { memoryHistory } from './testing/memory-history.ts';

const english = createI18n('en');
const said = ({ severity, message }: HistoryReport) => [severity, messageText(english, message)];

const newRuns = () => new RunStore(memoryHistory().database, { now: () => 0 });

describe('what an import says', () => {
  it('counts what was added and what was here already', async () => {
    const runs = newRuns();
    const file = new File([JSON.stringify(exampleRecord())], 'one.json');
    expect(said(await importReport(file, runs))).toEqual(['info', '“one.json”: 1 run was added.']);
    expect(said(await importReport(file, runs))).toEqual([
      'info',
      '“one.json”: 0 runs were added. Here already, and left as they are: 1.',
    ]);
  });

  it.each([
    ['not JSON', '<html>', 'it is not JSON.'],
    ['empty', '', 'there is no run in it.'],
    ['another document', '{"hello": 1}', 'it holds something that is not a valid run record.'],
    ['of a newer version', '{"schema": "rerank-bench/run@2"}', 'it comes from a newer version of this page.'],
  ])('says why a file is refused that is %s', async (_, text, reason) => {
    const [severity, sentence] = said(await importReport(new File([text], 'bad.json'), newRuns()));
    expect(severity).toBe('error');
    expect(sentence).toContain(`“bad.json” was not imported: ${reason}`);
  });

  it('names the field that is wrong, in the small print', async () => {
    const file = new File([JSON.stringify({ ...exampleRecord(), durationMs: 'long' })], 'bad.json');
    expect((await importReport(file, newRuns())).message.detail).toBe('durationMs');
  });

  it('does not even read a file that no history can be as large as', async () => {
    const large = Object.defineProperty(new File([''], 'large.json'), 'size', { value: 1e9 });
    large.text = () => Promise.reject(new Error('It was read.'));
    expect((await importReport(large, newRuns())).message.values?.reason).toBe('importProblem.too-large');
  });

  it('says that a file could not be read', async () => {
    const gone = new File([''], 'gone.json');
    gone.text = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
    expect((await importReport(gone, newRuns())).message.values?.reason).toBe('importProblem.unreadable');
  });
});
