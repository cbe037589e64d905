import { beforeEach, describe, expect, it } from 'vitest';
import { fragmentToRun } from '../../core/document/permalink.ts';
import { runRecordSchema } from '../../core/document/run-record.ts';
import { exampleLoadRecord } from '../../core/document/testing/example-load-test.ts';
import { exampleDraft, exampleRecord } from '../../core/document/testing/example-record.ts';
import { type AppStore, createAppStore } from '../store/app-state.ts';
import type { ExportServices } from '../store/services.ts';
import { createExports, exportName } from './exports.ts';

describe('exports', () => {
  let store: AppStore;
  let exports: ExportServices;
  let saved: { name: string; type: string; content: string | Blob }[];
  let clipboard: string[];
  let allowsClipboard: boolean;
  const fragment = 'r=abc';

  beforeEach(() => {
    store = createAppStore();
    saved = [];
    clipboard = [];
    allowsClipboard = true;
    exports = createExports({
      store,
      link: {
        fragment: () => fragment,
        base: () => 'https://bench.example/page/',
      },
      saveFile: (name, type, content) => saved.push({ name, type, content }),
      copyText: async (text) => {
        if (!allowsClipboard) throw new DOMException('no', 'NotAllowedError');
        clipboard.push(text);
      },
    });
  });

  const finish = () => store.getState().setRun({ runState: 'done', record: exampleRecord() });

  it('saves each format under the run’s name with its own extension', () => {
    finish();
    for (const format of ['json', 'csv', 'md'] as const) exports.exportRecord(format);
    expect(saved.map(({ name }) => name)).toEqual([
      'rerank-bench-2026-11-20T090000.json',
      'rerank-bench-2026-11-20T090000.csv',
      'rerank-bench-2026-11-20T090000.md',
    ]);
    expect(runRecordSchema.parse(JSON.parse(String(saved[0]?.content)))).toEqual(exampleRecord());
    expect(saved[1]?.type).toMatch(/^text\/csv/);
  });

  it('saves the load tests of a sweep’s run as a table of their own', () => {
    const { lanes } = exampleRecord();
    const record = { ...exampleLoadRecord(), lanes };
    store.getState().setRun({ runState: 'done', record });
    exports.exportRecord('csv');
    exports.exportRecord('loadCsv');
    expect(saved.map(({ name }) => name.replace(/^[^.]*/, ''))).toEqual(['.csv', '.load-tests.csv']);
    const [sweep, load] = saved.map(({ content }) => String(content).split('\r\n'));
    expect(sweep?.[0]).toContain('batchSize');
    expect(load?.[0]).toContain('policy');
    expect(load).toHaveLength(2 + (record.loadTests ?? []).length);
  });

  it('names files for the device, in letters that every system takes', () => {
    expect(exportName({ startedAt: '2026-11-20T09:00:00.000Z', label: 'My / laptop: 2' }, 'png')).toBe(
      'rerank-bench-My-laptop-2-2026-11-20T090000.png',
    );
  });

  it('does nothing while there is no run', async () => {
    exports.exportRecord('json');
    expect(saved).toEqual([]);
    expect(await exports.copyRecord('csv')).toEqual({ state: 'nothing' });
    expect(await exports.copyLink()).toEqual({ state: 'nothing' });
  });

  it('writes the run on show rather than the page’s own', () => {
    finish();
    const older = exampleRecord({ id: 'older', startedAt: '2026-10-01T00:00:00.000Z' });
    store.getState().showRun({ source: 'history', id: 'older', draft: older, record: older });
    exports.exportRecord('json');
    expect(saved[0]?.name).toBe('rerank-bench-2026-10-01T000000.json');
    expect(JSON.parse(String(saved[0]?.content)).id).toBe('older');
  });

  it('copies a link that carries the run', async () => {
    finish();
    expect(await exports.copyLink()).toEqual({ state: 'copied' });
    const address = new URL(clipboard[0] ?? '');
    expect(address.origin + address.pathname).toBe('https://bench.example/page/');
    expect(fragmentToRun(address.hash)).toMatchObject({ state: 'ok', run: { id: 'run-1' } });
  });

  it('copies the address itself while a link’s run is on show', async () => {
    store.getState().showRun({ source: 'link', id: 'x', draft: exampleDraft() });
    await exports.copyLink();
    expect(clipboard).toEqual(['https://bench.example/page/#r=abc']);
  });

  it('says that a run is too large for a link', async () => {
    const record = exampleRecord();
    const [lane] = record.lanes;
    if (lane === undefined) throw new Error('The example has a lane.');
    const many = Array.from({ length: 300 }, (_, i) => ({ ...lane, id: `lane-${i} ${Math.sin(i)}` }));
    store.getState().setRun({ record: { ...record, lanes: many } });
    expect(await exports.copyLink()).toMatchObject({ state: 'too-large' });
    expect(clipboard).toEqual([]);
  });

  it('hands back the text where the clipboard is refused', async () => {
    finish();
    allowsClipboard = false;
    const outcome = await exports.copyRecord('json');
    expect(outcome.state === 'refused' && JSON.parse(outcome.text)).toEqual(exampleRecord());
  });

  it('saves a picture under the run’s name', () => {
    store.getState().setRun({ draft: exampleDraft() });
    exports.exportPicture(new Blob(['x'], { type: 'image/png' }), 'png');
    expect(saved[0]).toMatchObject({ name: 'rerank-bench-2026-11-20T090000.png', type: 'image/png' });
  });
});
