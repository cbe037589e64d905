import { describe, expect, it } from 'vitest';
import type { CollectedRun, TaskFigure } from './collected-run.ts';
import { deviceFigures, everything, passes, valuesOf } from './device-figures.ts';

const run = (
  id: string,
  pairsPerSecond: number,
  change: Partial<CollectedRun> = {},
  figure: Partial<TaskFigure> = {},
): CollectedRun => ({
  ...{ file: `${id}.json`, id, samples: id, startedAt: `2026-11-2${id}T00:00:00Z`, suite: 'quick' },
  ...{ gpu: 'NVIDIA GeForce RTX 4070', browser: 'Google Chrome 156', os: 'Windows', cores: 16, label: '' },
  figures: [
    {
      task: 'small 16',
      device: 'webgpu',
      dtype: 'fp16',
      batchSize: 16,
      pairsPerSecond,
      half: 0.02,
      ...figure,
    },
  ],
  ...change,
});

describe('deviceFigures', () => {
  it('takes the median over the runs of a device, with the newest run first', () => {
    const [device, ...others] = deviceFigures(
      [run('1', 100), run('3', 140, { browser: 'Google Chrome 157' }), run('2', 900, { cores: 8 })],
      'small 16',
    );
    expect(others).toEqual([]);
    expect(device).toMatchObject({ pairsPerSecond: 140, range: [100, 900], browser: 'Google Chrome' });
    expect(device?.runs.map(({ run: { id } }) => id)).toEqual(['3', '2', '1']);
  });

  it('keeps devices apart by GPU, browser, system, precision and name, and CPUs by their cores', () => {
    const cpu = { device: 'wasm', dtype: 'q8' } as const;
    const figures = deviceFigures(
      [
        run('1', 60),
        run('2', 50, { gpu: 'Apple M2' }),
        run('3', 40, { browser: 'Firefox 153' }),
        run('4', 30, { os: 'Linux' }),
        run('5', 20, {}, { dtype: 'fp32' }),
        run('6', 10, { label: 'Office' }),
        run('7', 2, { cores: 8 }, cpu),
        run('8', 1, { cores: 4 }, cpu),
      ],
      'small 16',
    );
    expect(figures.map(({ pairsPerSecond }) => pairsPerSecond)).toEqual([60, 50, 40, 30, 20, 10, 2, 1]);
    expect(figures.map(({ cores }) => cores)).toEqual([null, null, null, null, null, null, 8, 4]);
  });

  it('compares only what measured the same work', () => {
    expect(deviceFigures([run('1', 60, {}, { task: 'small 48' })], 'small 16')).toEqual([]);
  });
});

describe('filters', () => {
  const names = deviceFigures([run('1', 60), run('2', 50, { os: 'Linux', gpu: 'Apple M2' })], 'small 16');

  it('offer what devices have', () => {
    expect(valuesOf(names, 'os')).toEqual(['Linux', 'Windows']);
    expect(valuesOf(names, 'browser')).toEqual(['Google Chrome']);
  });

  it('let through what agrees in every respect that is asked for', () => {
    const through = (filter: object) =>
      names.filter((name) => passes(name, { ...everything, ...filter })).length;
    expect(through({})).toBe(2);
    expect(through({ os: 'Linux', device: 'webgpu' })).toBe(1);
    expect(through({ os: 'Linux', device: 'wasm' })).toBe(0);
  });
});
