import { describe, expect, it } from 'vitest';
import { archiveOf } from '../document/import-record.ts';
import type { RunRecord } from '../document/run-record.ts';
import { collectResults, resultListText } from './collect-results.ts';
import { collectedRun, parseResultList } from './collected-run.ts';
import { soundRun, withLane } from './testing/sound-run.ts';

const now = Date.parse('2026-11-29T09:00:00Z');
const file = (name: string, record: RunRecord) => ({ name, text: JSON.stringify(record) });
const laptop = soundRun({ id: 'a', label: 'Laptop' });
const desktop = soundRun({ id: 'b', device: 'webgpu', msPerPair: 0.5, seed: 2 });

describe('collectResults', () => {
  it('lists every run with a figure for each task, in a form that the page can read', () => {
    const { list, refused } = collectResults([file('z.json', laptop), file('b.json', desktop)], now);
    expect(refused).toEqual([]);
    expect(parseResultList(resultListText(list))).toEqual(list.runs);
    expect(list.runs.map((run) => [run.file, run.gpu, run.label])).toEqual([
      ['b.json', 'NVIDIA GeForce RTX 4070', ''],
      ['z.json', '', 'Laptop'],
    ]);
    expect(list.runs[0]?.figures.map(({ task, device, dtype }) => [task, device, dtype])).toEqual([
      ['ms-marco-MiniLM-L-6-v2 16', 'webgpu', 'fp16'],
      ['ettin-reranker-17m-v1 16', 'webgpu', 'fp16'],
    ]);
    // Pairs of 0.5 ms, with 3 % of noise.
    expect(list.runs[0]?.figures[0]?.pairsPerSecond).toBeCloseTo(2000, -2);
  });

  it('leaves out what the rules refuse, and what comes twice', () => {
    const { list, refused } = collectResults(
      [
        file('a.json', laptop),
        file('copy.json', { ...laptop, id: 'c' }),
        file('stopped.json', { ...desktop, state: 'cancelled' }),
        { name: 'text.json', text: 'no JSON' },
        {
          name: 'archive.json',
          text: archiveOf([{ record: desktop, name: 'mine', note: '' }], '2026-11-29T09:00:00Z'),
        },
        { name: 'large.json', text: `${JSON.stringify(desktop)}${' '.repeat(600_000)}` },
        file('no name.json', desktop),
      ],
      now,
    );
    expect(list.runs.map((run) => run.file)).toEqual(['a.json']);
    expect(refused.map((one) => [one.file, one.code])).toEqual([
      ['archive.json', 'not-a-record'],
      ['copy.json', 'already-there'],
      ['large.json', 'too-large'],
      ['no name.json', 'bad-name'],
      ['stopped.json', 'not-finished'],
      ['text.json', 'not-json'],
    ]);
  });
});

describe('collectedRun', () => {
  it('has no figure for a task that departs from the suite, and those of the others', () => {
    const cut = withLane(laptop, ({ model }) => ({ model: { ...model, layers: 3 } }));
    expect(collectedRun(cut, '').figures.map(({ task }) => task)).toEqual(['ettin-reranker-17m-v1 16']);
    const failed = withLane(laptop, () => ({ state: 'failed' }));
    expect(collectedRun(failed, '').figures.length).toBe(1);
  });

  it('has none at all where a setting departs', () => {
    const longer = { ...laptop, settings: { ...laptop.settings, maxLength: 512 } };
    expect(collectedRun(longer, '').figures).toEqual([]);
  });
});
