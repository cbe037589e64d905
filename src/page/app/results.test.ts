import { describe, expect, it } from 'vitest';
import { resultListText } from '../../core/results/collect-results.ts';
import { collectedRun, resultListSchemaId } from '../../core/results/collected-run.ts';
import { soundRun } from '../../core/results/testing/sound-run.ts';
import { createAppStore } from '../store/app-state.ts';
import { createResults } from './results.ts';

const other = soundRun({ id: 'other', seed: 2 });
const own = {
  ...soundRun({ id: 'own', label: 'Laptop' }),
  input: { ...other.input, pairs: [{ query: 'a secret', document: 'another' }] },
};

function open(change: { refusesToCopy?: boolean } = {}) {
  const store = createAppStore();
  const runs = [collectedRun(other, 'other run.json')];
  const files = new Map<string, string>([
    ['results.json', resultListText({ schema: resultListSchemaId, runs })],
    ['results/other%20run.json', JSON.stringify(other)],
  ]);
  const saved: [name: string, text: string][] = [];
  const read: string[] = [];
  const results = createResults({
    store,
    clock: { now: () => Date.parse('2026-11-29T09:00:00Z') },
    readOwnFile: async (path) => {
      read.push(path);
      const text = files.get(path);
      if (text === undefined) throw new Error(`${path}: 404`);
      return text;
    },
    saveFile: (name, _, text) => saved.push([name, text]),
    copyText: async () => {
      if (change.refusesToCopy) throw new Error('refused');
    },
  });
  return { store, results, files, saved, read };
}

describe('the collection', () => {
  it('is read once, and again only after a failure', async () => {
    const { store, results, files, read } = open();
    const list = files.get('results.json') ?? '';
    files.delete('results.json');
    await results.readCollection();
    expect(store.getState().collection.state).toBe('failed');
    files.set('results.json', list);
    await results.readCollection();
    await results.readCollection();
    expect(store.getState().collection).toMatchObject({ state: 'ready', runs: [{ id: 'other' }] });
    expect(read).toEqual(['results.json', 'results.json']);
  });

  it('opens a record read-only, and says so where it is missing', async () => {
    const { store, results } = open();
    await results.openCollected('other run.json');
    expect(store.getState().shownRun).toMatchObject({ source: 'collection', id: 'other' });
    await results.openCollected('gone.json');
    expect(store.getState().notices.at(-1)?.message).toMatchObject({ key: 'shownRun.collectionMissing' });
    expect(store.getState().shownRun?.id).toBe('other');
  });
});

describe('a contribution', () => {
  it('is the run on show without its texts, under the name that is wanted', async () => {
    const { store, results } = open();
    expect(await results.prepareContribution('')).toBeNull();
    store.getState().setRun({ record: own, draft: own });
    const sent = await results.prepareContribution('ThinkPad');
    expect(sent?.name).toBe('2026-11-20-cpu-2-cores-own.json');
    expect(sent?.text).toContain('"label": "ThinkPad"');
    expect(sent?.text).not.toMatch(/secret|Laptop/);
    expect(sent?.objections).toEqual([]);
  });

  it('that the collection has already is told before it is sent', async () => {
    const { store, results } = open();
    store.getState().setRun({ record: other, draft: other });
    const sent = await results.prepareContribution('');
    expect(sent?.objections.map(({ code }) => code)).toEqual(['already-there']);
  });

  it('is saved as it was shown, and copied where the browser allows it', async () => {
    const { store, results, saved } = open({ refusesToCopy: true });
    store.getState().setRun({ record: own, draft: own });
    const sent = await results.prepareContribution('');
    if (sent === null) throw new Error('There is a record.');
    expect(await results.saveContribution(sent)).toEqual({ state: 'refused', text: sent.text });
    expect(saved).toEqual([[sent.name, sent.text]]);
  });
});
