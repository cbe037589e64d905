// @vitest-environment happy-dom
import { act } from 'react';
import { describe, expect, it } from 'vitest';
import { button, mountedPage, typeInto } from '../testing/mounted-page.tsx';
import { fillHistory, fillMeasuredModels } from '../testing/story-history.ts';
import { HistoryPanel } from './history-panel.tsx';

describe('the history', { timeout: 30_000 }, () => {
  const { store, draw } = mountedPage();

  const show = () => draw(<HistoryPanel />);
  const run = (id: string) => document.querySelector<HTMLElement>(`[data-run="${id}"]`);
  const labelled = (label: string) => {
    const found = document.querySelector<HTMLElement>(`[aria-label="${label}"]`);
    if (found === null) throw new Error(`Nothing is called ${label}.`);
    return found;
  };
  const click = (element: HTMLElement | null | undefined) => act(async () => element?.click());
  const type = (text: string) => typeInto(document.activeElement, text);
  const pressKey = (key: string) =>
    act(async () =>
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })),
    );

  it('says what it is for while it is empty', async () => {
    store.getState().setHistory({ state: 'ready' });
    await show();
    expect(document.body.textContent).toContain('Every run is kept here');
    expect(document.body.textContent).not.toContain('Export all');
  });

  it('shows the speed of each model here beside its published quality, and what is on the frontier', async () => {
    fillMeasuredModels(store);
    await show();
    await click(document.querySelector<HTMLElement>('[aria-expanded="false"]'));
    const section = document.querySelector('[data-testid="quality-beside-speed"]');
    const rows = [...(section?.querySelectorAll('tbody tr') ?? [])].map(({ children }) =>
      [...children].map(({ textContent }) => textContent),
    );
    const found = (title: string, lane: string) => rows.find(([name, on]) => name === title && on === lane);
    // Five of the six models have a figure on MTEB, each in two lanes.
    expect(rows).toHaveLength(10);
    expect(found('ettin-reranker-17m-v1', 'WebGPU · fp16')?.slice(3)).toEqual(['0.558', 'yes']);
    expect(found('ms-marco-MiniLM-L-6-v2', 'WebGPU · fp16')?.slice(3)).toEqual(['0.508', '']);
    expect(found('gte-reranker-modernbert-base', 'WASM · q8')?.slice(3)).toEqual(['0.584', '']);
    expect(section?.querySelector('a')?.getAttribute('href')).toBe(
      'https://huggingface.co/blog/ettin-reranker',
    );
    expect(section?.textContent).toContain('TREC DL 2019');
    expect(section?.textContent).toContain('Quality is that of the unquantised model.');
  });

  it('says what to measure where no model with a published quality was', async () => {
    fillHistory(store);
    await show();
    await click(document.querySelector<HTMLElement>('[aria-expanded="false"]'));
    expect(document.body.textContent).toContain('Measure two or more models that have a published NDCG@10');
  });

  it('shows each run with what it came to, newest first, and the room it takes', async () => {
    fillHistory(store);
    await show();
    const order = [...document.querySelectorAll<HTMLElement>('[data-testid="run"]')];
    expect(order.map(({ dataset }) => dataset.run)).toEqual(['r1', 'r2', 'r3', 'r4', 'r5']);
    expect(run('r2')?.textContent).toContain('Built-in word matcher · WebGPU · fp16 · WASM · q8');
    expect(run('r2')?.textContent).toContain(
      'my laptop · NVIDIA GeForce RTX 4070 Laptop GPU · Chromium 156 · Linux',
    );
    expect(run('r2')?.textContent).toMatch(/\d pairs\/s at best · \d+ of 36 combinations · 1 min 14 sec/);
    expect(run('r4')?.textContent).toContain('nothing measured');
    expect(document.querySelector('[data-testid="storage"]')?.textContent).toContain('611 MB of 299 GB');
  });

  it('tells two runs of one minute apart by the second, and only those', async () => {
    fillHistory(store);
    const { entries } = store.getState().history;
    const startsAt: Record<string, string> = { r3: '2026-11-20T09:00:05Z', r4: '2026-11-20T09:00:41Z' };
    store.getState().setHistory({
      entries: entries.map((entry) => ({ ...entry, startedAt: startsAt[entry.id] ?? entry.startedAt })),
    });
    await show();
    const momentOf = (id: string) => /\d+:\d\d(:\d\d)? [AP]M/.exec(run(id)?.textContent ?? '')?.[1];
    expect(['r2', 'r3', 'r4', 'r5'].map(momentOf)).toEqual([undefined, ':05', ':41', undefined]);
    const names = [...document.querySelectorAll('[data-testid="run"] [aria-label^="Show"]')].map((one) =>
      one.getAttribute('aria-label'),
    );
    expect(new Set(names).size).toBe(5);
  });

  it('shows a name from a file as text', async () => {
    fillHistory(store);
    await show();
    expect(run('r5')?.querySelector('b')).toBeNull();
    expect(run('r5')?.textContent).toContain('<b>A name from a file</b>');
  });

  it('leaves a run alone that is under way', async () => {
    fillHistory(store);
    await show();
    expect([...(run('r1')?.querySelectorAll('button') ?? [])].every(({ disabled }) => disabled)).toBe(true);
    expect(run('r1')?.querySelector('input')).toBeNull();
  });

  it('opens a run by its name', async () => {
    fillHistory(store);
    await show();
    await click(labelled('Show After the driver update'));
    expect(store.getState().shownRun).toMatchObject({ source: 'history', id: 'r2' });
    expect(run('r2')?.textContent).toContain('open in Result');
  });

  it('renames with the keyboard, and Escape leaves the name as it was', async () => {
    fillHistory(store);
    await show();
    await click(labelled('Rename After the driver update'));
    await type('Before the update');
    await pressKey('Enter');
    expect(run('r2')?.textContent).toContain('Before the update');
    expect(document.activeElement).toBe(labelled('Rename Before the update'));
    await click(labelled('Rename Before the update'));
    await type('nonsense');
    await pressKey('Escape');
    expect(run('r2')?.textContent).toContain('Before the update');
  });

  it('deletes with undo, and takes the focus along', async () => {
    fillHistory(store);
    await show();
    await click(labelled('Delete After the driver update'));
    expect(run('r2')).toBeNull();
    const undo = labelled('Bring back After the driver update');
    expect(document.activeElement).toBe(undo);
    await click(undo);
    expect(run('r2')).not.toBeNull();
    expect(document.activeElement).toBe(labelled('Show After the driver update'));
  });

  it('lets what cannot be read be deleted', async () => {
    fillHistory(store);
    await show();
    await click(labelled('Delete the run that cannot be read'));
    expect(document.querySelector('[data-testid="unreadable-run"]')).toBeNull();
  });

  const box = (id: string) => run(id)?.querySelector<HTMLInputElement>('input[type="checkbox"]');

  it('titles a run without a name by its model and GPU, and names its controls by its time too', async () => {
    fillHistory(store);
    await show();
    expect(run('r3')?.querySelector('button')?.textContent).toMatch(/^Built-in word matcher · .+ · CPU$/);
    expect(run('r3')?.querySelector('button')?.getAttribute('aria-label')).toMatch(
      /^Show Built-in word matcher · .+ · CPU, Nov 20, 2026/,
    );
    expect(run('r2')?.querySelector('button')?.textContent).toBe('After the driver update');
  });

  it('offers to compare once two runs are ticked, the earlier as before, and comes back', async () => {
    fillHistory(store);
    await show();
    expect(document.body.textContent).toContain('Tick two runs to compare them.');
    await click(box('r2'));
    expect(button('Compare 2 runs')).toBeUndefined();
    await click(box('r5'));
    // Ticked second, but measured first.
    expect(store.getState().compareSides).toEqual({ r5: 'base', r2: 'head' });
    await click(button('Compare 2 runs'));
    expect(document.querySelector('[data-testid="compare"]')).not.toBeNull();
    expect(document.querySelector('[data-testid="run"]')).toBeNull();
    await click(button('All runs'));
    expect(document.activeElement).toBe(button('Compare 2 runs'));
    expect(box('r5')?.checked).toBe(true);
  });

  it('adds a third run to those after, and takes out what is no longer ticked or is deleted', async () => {
    fillHistory(store);
    await show();
    for (const id of ['r2', 'r5', 'r3']) await click(box(id));
    expect(store.getState().compareSides).toEqual({ r5: 'base', r2: 'head', r3: 'head' });
    expect(button('Compare 3 runs')).toBeDefined();
    await click(box('r5'));
    expect(store.getState().compareSides).toEqual({ r2: 'head', r3: 'head' });
    await click(labelled('Delete After the driver update'));
    expect(store.getState().compareSides).toEqual({ r3: 'head' });
    // A run alone on the later side gets its partner by time again.
    await click(box('r5'));
    expect(store.getState().compareSides).toEqual({ r5: 'base', r3: 'head' });
  });

  it('has no box for a run that measured no cell or is under way', async () => {
    fillHistory(store);
    await show();
    expect(box('r1')).toBeNull();
    expect(box('r4')).toBeNull();
  });
});
