import { describe, expect, it } from 'vitest';
import { collectedRun } from '../../../core/results/collected-run.ts';
import { comparedTasks } from '../../../core/results/compared-tasks.ts';
import { everything } from '../../../core/results/device-figures.ts';
import { soundRun } from '../../../core/results/testing/sound-run.ts';
import { deviceRows } from './device-rows.ts';
import { ownRunOf } from './own-run.ts';

const own = soundRun({ id: 'own', msPerPair: 3 });
const runs = [
  collectedRun(soundRun({ id: 'gpu', device: 'webgpu', msPerPair: 0.5 }), 'gpu.json'),
  collectedRun(soundRun({ id: 'cpu', msPerPair: 6, os: 'Windows' }), 'cpu.json'),
];
const task = comparedTasks.find(({ title }) => title === 'ms-marco-MiniLM-L-6-v2');
if (task === undefined) throw new Error('The suites measure that model.');
const ownRun = collectedRun(own, '');
const kinds = (filter: object, withReferences = true, mine: typeof ownRun | null = ownRun) =>
  deviceRows(runs, mine, task, { filter: { ...everything, ...filter }, withReferences }).rows.map(
    ({ kind }) => kind,
  );

describe('deviceRows', () => {
  it('puts the own run among the devices by its speed, and published figures apart', () => {
    expect(kinds({}, false)).toEqual(['device', 'own', 'device']);
    expect(kinds({}, false, null)).toEqual(['device', 'device']);
    expect(kinds({}, true, null).filter((kind) => kind === 'reference').length).toBe(3);
  });

  it('narrows the devices but keeps the own run in sight', () => {
    expect(kinds({ os: 'Windows' }, false)).toEqual(['own', 'device']);
    expect(kinds({ device: 'wasm' })).toEqual(['own', 'device', 'reference']);
  });

  it('counts an own run that is in the collection already once', () => {
    const { rows } = deviceRows([...runs, collectedRun(own, 'own.json')], ownRun, task, {
      filter: everything,
      withReferences: false,
    });
    expect(rows.map(({ kind }) => kind)).toEqual(['device', 'own', 'device']);
  });
});

describe('ownRunOf', () => {
  it('compares only a run that measured what the suite measures', () => {
    const { suite: _, ...ordinary } = own;
    expect(ownRunOf(null).state).toBe('none');
    expect(ownRunOf({ ...own, lanes: [] }).state).toBe('none');
    expect(ownRunOf(ordinary).state).toBe('ordinary');
    expect(ownRunOf({ ...own, settings: { ...own.settings, seed: 3 } }).state).toBe('departed');
    expect(ownRunOf(own).state).toBe('comparable');
  });
});
