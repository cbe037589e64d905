// @vitest-environment happy-dom
import { act } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RunRecord } from '../../../core/document/run-record.ts';
import { exampleRecord } from '../../../core/document/testing/example-record.ts';
import { texts as en } from '../../../core/texts/en/index.ts';
import { entryOf } from '../../history/history-entry.ts';
import type { BroughtRun } from '../../store/compare-slice.ts';
import { giveSizes, mountedPage } from '../testing/mounted-page.tsx';
import { ComparePanel } from './compare-panel.tsx';

const around = (mean: number) => [0.99, 1, 1.01].map((share) => share * mean);

const brought = (record: RunRecord, side: BroughtRun['side']): BroughtRun => ({
  id: record.id,
  name: record.id,
  origin: 'file',
  side,
  content: { kind: 'record', record },
});

const suspect = (record: RunRecord): RunRecord => ({
  ...record,
  lanes: record.lanes.map((lane) => ({
    ...lane,
    scoreCheck: {
      verdict: 'suspect',
      findings: [],
      tolerance: 0.001,
      largestPaddingDifference: 1,
      scores: [],
      agreement: null,
    },
  })),
});

describe('ComparePanel', { timeout: 30_000 }, () => {
  const { store, services, draw } = mountedPage();

  const show = () => draw(<ComparePanel />);
  const all = (id: string) => [...document.querySelectorAll<HTMLElement>(`[data-testid="${id}"]`)];

  beforeEach(() => {
    giveSizes();
    services.refreshHistory = async () => {};
  });

  const bring = (...runs: BroughtRun[]) => store.getState().bringRuns(runs);

  it('says how to begin while a side is empty', async () => {
    bring(brought(exampleRecord({ latenciesMs: around(10) }), 'base'));
    await show();
    expect(document.body.textContent).toContain(en.compare.emptyText);
    expect(all('compared-run')).toHaveLength(1);
    expect(all('overall')).toHaveLength(0);
  });

  it('says by how much the head is faster, in which cells, and that it is within-run only', async () => {
    bring(
      brought(exampleRecord({ id: 'a', latenciesMs: around(20) }), 'base'),
      brought(exampleRecord({ id: 'b', latenciesMs: around(10) }), 'head'),
    );
    await show();
    expect(all('overall')[0]?.textContent).toMatch(
      /^100 % ± \d+ % fasterafter against beforenot sure yet: one run on a side/,
    );
    expect(all('difference').map(({ dataset }) => dataset.verdict)).toEqual(['faster']);
    expect(all('scope')[0]?.textContent).toBe(en.compare.scope['within-run-only']);
    expect(all('what-differs')[0]?.textContent).toContain(en.compare.noDifferences);
    expect(all('inputs-differ')).toHaveLength(0);
  });

  it('is sure of a difference between two runs on each side, and says which runs they are', async () => {
    bring(
      brought(exampleRecord({ id: 'a', latenciesMs: around(20) }), 'base'),
      brought(exampleRecord({ id: 'b', latenciesMs: around(20.2) }), 'base'),
      brought(exampleRecord({ id: 'c', latenciesMs: around(10) }), 'head'),
      brought(exampleRecord({ id: 'd', latenciesMs: around(10.1) }), 'head'),
    );
    await show();
    const line = all('overall')[0]?.querySelector('p');
    expect([...(line?.children ?? [])].slice(1).map(({ textContent }) => textContent)).toEqual([
      'after against before',
      'sure',
    ]);
    expect(all('compared-run')[0]?.textContent).toContain('a');
    const folds = [...document.querySelectorAll('details')];
    expect(folds.map(({ open }) => open)).toEqual([false, false]);
  });

  it('begins at the way back to the list of runs', async () => {
    await act(async () => store.getState().showResult('compare'));
    await show();
    expect(document.activeElement?.textContent).toBe(en.compare.back);
    await act(async () => (document.activeElement as HTMLElement).click());
    expect(store.getState().shownResult).toBe('history');
  });

  it('marks a lane whose scores are suspect and gives no overall verdict on it', async () => {
    bring(
      brought(exampleRecord({ id: 'a', latenciesMs: around(20) }), 'base'),
      brought(suspect(exampleRecord({ id: 'b', latenciesMs: around(10) })), 'head'),
    );
    await show();
    expect(all('suspect')).toHaveLength(1);
    expect(all('difference')).toHaveLength(1);
    expect(all('overall')[0]?.textContent).toContain(en.compare.reason['no-common-cells']);
  });

  it('tells two runs of one minute apart by the second', async () => {
    const run = (id: string, second: string): BroughtRun => {
      const record = exampleRecord({ id, latenciesMs: around(10) });
      const { label: _, ...unnamed } = { ...record, startedAt: `2026-11-20T09:00:${second}Z` };
      return { ...brought(unnamed, 'base'), name: '' };
    };
    bring(run('a', '05'), run('b', '41'));
    await show();
    const rows = all('compared-run').map(({ textContent }) => textContent);
    expect(rows[0]).toContain(':05');
    expect(rows[1]).toContain(':41');
    const buttons = [...document.querySelectorAll('[aria-label^="Take"]')].map((one) =>
      one.getAttribute('aria-label'),
    );
    expect(new Set(buttons).size).toBe(2);
  });

  it('warns where the inputs differ', async () => {
    const other = exampleRecord({ id: 'b', latenciesMs: around(10) });
    bring(
      brought(exampleRecord({ id: 'a', latenciesMs: around(20) }), 'base'),
      brought({ ...other, input: { ...other.input, sha256: 'fff' } }, 'head'),
    );
    await show();
    expect(all('inputs-differ')).toHaveLength(1);
    expect(document.querySelector('[data-field="inputSha256"]')?.textContent).toContain('fff');
  });

  it('reads runs of the history, and says where one cannot be read', async () => {
    const record = exampleRecord({ id: 'kept', latenciesMs: around(20) });
    services.loadRun = async (id) => (id === 'kept' ? record : null);
    store.setState({ compareSides: { kept: 'base', lost: 'head' } });
    await show();
    expect(all('compared-run').map(({ dataset }) => dataset.run)).toEqual(['kept', 'lost']);
    expect(all('compared-run')[0]?.textContent).toContain('Test 1');
    expect(all('compared-run')[1]?.textContent).toContain(en.compare.gone);
    expect(document.body.textContent).toContain(en.compare.emptyTitle);
  });

  const ofModel = (id: string, model: string, mean: number, layers = 6): RunRecord => {
    const record = exampleRecord({ id, latenciesMs: around(mean) });
    return {
      ...record,
      settings: { ...record.settings, model },
      lanes: record.lanes.map((lane) => ({ ...lane, model: { ...lane.model, id: model, layers } })),
    };
  };
  const [realModel, twinModel] = ['Xenova/ms-marco-MiniLM-L-6-v2', 'twin:ms-marco-MiniLM-L-6-v2'];

  it('holds a twin against its real model, and says so', async () => {
    bring(brought(ofModel('r', realModel, 20), 'base'), brought(ofModel('t', twinModel, 10), 'head'));
    await show();
    expect(all('twin-comparison')[0]?.textContent).toContain('although the models differ');
    expect(all('overall')[0]?.textContent).toMatch(/^100 % ± \d+ % faster/);
    const table = all('differences')[0]?.textContent;
    expect(table).toContain(en.twinCompare.twinOverReal);
    expect(table).toContain(`WASM · fp32 · ${twinModel} (synthetic, 6 layers) ÷ ms-marco-MiniLM-L-6-v2`);
    expect(document.querySelector('[data-field="model"]')?.textContent).toContain(twinModel);
    expect(all('twin-offer')).toHaveLength(0);
  });

  it('leaves a twin that was cut unmatched, and says why', async () => {
    bring(brought(ofModel('r', realModel, 20), 'base'), brought(ofModel('t', twinModel, 10, 1), 'head'));
    await show();
    expect(all('differences')).toHaveLength(0);
    expect(all('twin-comparison')[0]?.textContent).toContain('(synthetic, 1 of 6 layers) not.');
    expect(all('unmatched')[0]?.textContent).toContain('(synthetic, 1 of 6 layers)');
  });

  it('offers to hold a twin of the history against a run of its real model', async () => {
    const real = ofModel('r', realModel, 20);
    const marks = { name: '', note: '', state: 'done', origin: 'here', deletedAt: null } as const;
    store.getState().setHistory({ state: 'ready', entries: [entryOf(real, marks)] });
    services.loadRun = async () => real;
    bring(brought(ofModel('t', twinModel, 10), 'base'));
    await show();
    expect(all('twin-offer')[0]?.textContent).toContain(twinModel);
    await act(async () => all('twin-offer')[0]?.querySelector('button')?.click());
    expect(store.getState().compareSides).toEqual({ r: 'base' });
    expect(store.getState().broughtRuns.map(({ side }) => side)).toEqual(['head']);
    expect(all('twin-comparison')).toHaveLength(1);
    expect(all('twin-offer')).toHaveLength(0);
  });

  it('names what is on one side only', async () => {
    const head = exampleRecord({ id: 'b', latenciesMs: around(10) });
    bring(
      brought(exampleRecord({ id: 'a', latenciesMs: around(20) }), 'base'),
      brought({ ...head, lanes: head.lanes.map((lane) => ({ ...lane, dtype: 'q8' })) }, 'head'),
    );
    await show();
    expect(all('unmatched')[0]?.textContent).toContain(en.compare.nothingMatched);
    expect(all('unmatched')[0]?.textContent).toContain('WASM · q8');
  });
});
