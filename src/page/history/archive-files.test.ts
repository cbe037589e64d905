import { describe, expect, it } from 'vitest';
import { parseRecordsFile } from '../../core/document/import-record.ts';
import { maxArchivedRuns, maxFileCharacters } from '../../core/document/record-files.ts';
import { exampleRecord } from '../../core/document/testing/example-record.ts';
import { archiveFiles } from './run-store.ts';

const exportedAt = '2026-11-23T10:00:00.000Z';
const run = (id: string, note = '') => ({ record: exampleRecord({ id }), name: '', note });

describe('exported runs', () => {
  it('stand in one file while an import takes it', () => {
    expect(archiveFiles([run('a'), run('b')], exportedAt)).toHaveLength(1);
    expect(archiveFiles([], exportedAt)).toEqual([]);
  });

  it('are divided where they are more than an import takes', () => {
    const files = archiveFiles(
      Array.from({ length: maxArchivedRuns + 1 }, (_, i) => run(String(i))),
      exportedAt,
    );
    const counts = files.map((text) => {
      const parsed = parseRecordsFile(text);
      return parsed.state === 'ok' ? parsed.runs.length : parsed.code;
    });
    expect(counts).toEqual([maxArchivedRuns, 1]);
  });

  it('are divided where they are larger than an import takes', () => {
    const half = 'x'.repeat(maxFileCharacters / 2);
    const files = archiveFiles([run('a', half), run('b', half), run('c')], exportedAt);
    expect(files.map((text) => text.length <= maxFileCharacters)).toEqual([true, true]);
  });
});
