import { describe, expect, it } from 'vitest';
import { recordToFragment } from '../../../core/document/permalink.ts';
import { archiveOf } from '../../../core/document/record-files.ts';
import { exampleDraft, exampleRecord } from '../../../core/document/testing/example-record.ts';
import { runOfLink, runOnShow, runsOfFile } from './brought-runs.ts';

const fragment = () => {
  const written = recordToFragment(exampleRecord({ id: 'linked' }));
  if (written.state !== 'ok') throw new Error('The example does not fit into a link.');
  return written.fragment;
};

describe('runsOfFile', () => {
  it('takes one record, which goes by its file’s name', () => {
    const found = runsOfFile('last-week.json', JSON.stringify(exampleRecord()), 'base');
    expect(found).toMatchObject({
      state: 'ok',
      runs: [{ id: 'run-1', name: 'last-week', origin: 'file', side: 'base', content: { kind: 'record' } }],
    });
  });

  it('takes every run of an archive, each by its own name', () => {
    const runs = ['a', 'b'].map((id) => ({ record: exampleRecord({ id }), name: `Run ${id}`, note: '' }));
    const found = runsOfFile('all.json', archiveOf(runs, '2026-11-20T09:00:00Z'), 'head');
    expect(found.state === 'ok' && found.runs.map(({ name }) => name)).toEqual(['Run a', 'Run b']);
  });

  it('refuses what is no record, with the reason', () => {
    expect(runsOfFile('x.json', '{', 'base')).toEqual({ state: 'refused', code: 'not-json' });
    expect(runsOfFile('x.json', '{"schema":"other"}', 'base')).toEqual({
      state: 'refused',
      code: 'not-a-record',
    });
  });
});

describe('runOfLink', () => {
  it('takes a whole address or the fragment alone', () => {
    for (const text of [`https://bench.example/?lang=en${fragment()}  `, fragment()]) {
      expect(runOfLink(text, 'head')).toMatchObject({
        state: 'ok',
        runs: [{ id: 'linked', origin: 'link', side: 'head', content: { kind: 'compact' } }],
      });
    }
  });

  it('refuses a link without a result, and a damaged one', () => {
    expect(runOfLink('https://bench.example/', 'head')).toEqual({ state: 'refused', code: 'none' });
    expect(runOfLink(fragment().slice(0, -2), 'head')).toEqual({ state: 'refused', code: 'damaged' });
  });
});

describe('runOnShow', () => {
  it('is the page’s own last run', () => {
    expect(runOnShow({ shownRun: null, record: exampleRecord() }, 'base')).toMatchObject({
      id: 'run-1',
      origin: 'page',
      content: { kind: 'record' },
    });
    expect(runOnShow({ shownRun: null, record: null }, 'base')).toBeNull();
  });

  it('is the run that was opened, where there is one', () => {
    const record = exampleRecord({ id: 'old' });
    const shownRun = {
      source: 'history',
      id: 'old',
      draft: exampleDraft(),
      record,
      name: 'Old one',
    } as const;
    expect(runOnShow({ shownRun, record: exampleRecord() }, 'head')).toMatchObject({
      id: 'old',
      name: 'Old one',
      side: 'head',
    });
  });
});
