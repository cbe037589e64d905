import { describe, expect, it } from 'vitest';
import { archiveOf } from '../document/record-files.ts';
import type { RunRecord } from '../document/run-record.ts';
import { collectResults, resultListText } from './collect-results.ts';
import { collectedRun, parseResultList } from './collected-run.ts';
import { geforce, soundRun, withLane } from './testing/sound-run.ts';

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

describe('a file of the collection', () => {
  const text = JSON.stringify(laptop);
  const refusal = (changed: string) => {
    const [first] = collectResults([{ name: 'a.json', text: changed }], now).refused;
    return first === undefined ? null : [first.code, first.where];
  };

  it.each([
    ['a field of its own', text.replace('{', '{"note":"private",'), ['stray-field', 'note']],
    [
      'a field deep inside',
      text.replace('"latencyMs":{', '"latencyMs":{"note":[1],'),
      ['stray-field', 'lanes.0.cells.0.latencyMs.note'],
    ],
    ['a prototype', text.replace('{', '{"__proto__":{"state":"done"},'), ['stray-field', '__proto__']],
    ['a field twice', text.replace('{', '{"label":"What \\"you\\" see",'), ['repeated-field', '']],
    ['a number as text', text.replace(/"mean":[\d.]+/, '"mean":"NaN"'), ['not-a-record', expect.anything()]],
    [
      'a number without end',
      text.replace(/"mean":[\d.]+/, '"mean":1e999'),
      ['not-a-record', expect.anything()],
    ],
  ])('cannot hold %s', (_, changed, expected) => {
    expect(changed).not.toBe(text);
    expect(refusal(changed)).toEqual(expected);
  });

  it('may be written with spaces, marks and escapes', () => {
    expect(refusal(`\uFEFF${JSON.stringify(laptop, null, 2)}`)).toBeNull();
    expect(refusal(text.replace('"Laptop"', '"\\u004captop: \\"x\\" :"'))).toBeNull();
  });

  it('cannot be named as no system could write it, or hold what cannot be read', () => {
    const { refused } = collectResults(
      [
        { name: 'con.json', text },
        { name: 'notes.txt', text },
        { name: 'link.json', fault: 'not-a-file' },
        { name: 'latin.json', fault: 'not-text' },
      ],
      now,
    );
    expect(refused.map(({ file, code }) => [file, code])).toEqual([
      ['con.json', 'bad-name'],
      ['latin.json', 'not-text'],
      ['link.json', 'not-a-file'],
      ['notes.txt', 'bad-name'],
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

  it('names a GPU by what the browser says of it, and not as somebody called it', () => {
    const words = { vendor: 'intel', architecture: 'gen-12lp' };
    const renamed = soundRun({
      device: 'webgpu',
      adapter: { ...geforce, ...words, name: 'NVIDIA GeForce RTX 5090' },
    });
    expect(collectedRun(renamed, '').gpu).toBe('Intel, Iris Xe or UHD Graphics');
  });

  it('has none at all where a setting departs', () => {
    const longer = { ...laptop, settings: { ...laptop.settings, maxLength: 512 } };
    expect(collectedRun(longer, '').figures).toEqual([]);
  });
});
