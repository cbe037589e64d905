import { describe, expect, it } from 'vitest';

import * as z from '../schema/zod.ts';
import {
  checkHostAddress,
  defaultSettings,
  type Settings,
  settingNames,
  settingsRecordShape,
} from './settings.ts';
import { checkSettings, parseSetting, settingsFromQuery, settingsToQuery } from './settings-text.ts';

describe('settings in an address', () => {
  it('writes non-defaults only', () => {
    expect(settingsToQuery(defaultSettings)).toEqual([]);
    expect(settingsToQuery({ ...defaultSettings, maxLength: 256, device: ['webgpu', 'wasm'] })).toEqual([
      ['device', 'webgpu,wasm'],
      ['maxLength', '256'],
    ]);
  });

  it('reads back what it wrote', () => {
    const settings: Settings = {
      ...defaultSettings,
      model: 'Xenova/bge-reranker-base',
      dtype: ['fp16', 'q8'],
      batchSizes: [3, 7],
      repetitions: 12,
      order: ['input', 'length'],
      stepDown: false,
      keepText: true,
      label: 'lab 3, by the window',
      lang: 'zh-CN',
      autorun: true,
    };
    const read = settingsFromQuery(settingsToQuery(settings));
    expect(read.refused).toEqual([]);
    expect({ ...defaultSettings, ...read.settings }).toEqual(settings);
  });

  it('names what it does not know and keeps the rest', () => {
    const read = settingsFromQuery([
      ['colour', 'red'],
      ['maxLength', '128'],
    ]);
    expect(read.settings).toEqual({ maxLength: 128 });
    expect(read.refused).toEqual([{ name: 'colour', problem: { code: 'unknown-setting' } }]);
  });

  it('does not take a name from the prototype for a setting', () => {
    expect(settingsFromQuery([['toString', '1']]).refused[0]?.problem.code).toBe('unknown-setting');
  });

  it.each([
    ['0', 'out-of-range'],
    ['4097', 'out-of-range'],
    ['1000000000', 'out-of-range'],
    ['99999999999999999999', 'out-of-range'],
    ['1e9', 'not-a-whole-number'],
    ['abc', 'not-a-whole-number'],
    ['2.5', 'not-a-whole-number'],
    ['', 'empty-list'],
    [',', 'empty-list'],
  ])('refuses batchSizes=%s as %s', (text, code) => {
    const result = parseSetting('batchSizes', text);
    expect(result.ok ? 'accepted' : result.problem.code).toBe(code);
  });

  it('accepts both ends of the range, sorts and drops repeats', () => {
    expect(parseSetting('batchSizes', '4096, 1,8 8')).toEqual({ ok: true, value: [1, 8, 4096] });
  });

  it('holds a program to the same limits', () => {
    expect(checkSettings({ maxLength: 7 }).refused[0]?.problem.code).toBe('out-of-range');
    expect(checkSettings({ maxLength: '64' }).refused[0]?.problem.code).toBe('not-a-whole-number');
    expect(checkSettings({ device: 'wasm', maxLength: 8 }).settings).toEqual({
      device: ['wasm'],
      maxLength: 8,
    });
  });
});

describe('settings in a run record', () => {
  const schema = z.object(settingsRecordShape(z));

  it('may be whatever their text may say', () => {
    const numbers = ['0', '1', '1,8', '64', '99', '300', '0.01', '4294967295'];
    const words = [
      'wasm',
      'fp16',
      'plain',
      'input',
      'zh-CN',
      'closed',
      'dynamic',
      'a/b',
      'https://a.b',
      '',
      'output-gpu',
      'fused',
      'longest-first',
    ];
    const texts = [...numbers, ...words];
    for (const name of settingNames) {
      const values = texts
        .map((text) => parseSetting(name, text))
        .flatMap((one) => (one.ok ? [one.value] : []));
      expect(values.length, name).toBeGreaterThan(0);
      for (const value of [defaultSettings[name], ...values]) {
        const settings = { ...defaultSettings, [name]: value };
        expect(schema.parse(settings)).toEqual(settings);
      }
    }
  });

  it('have their defaults where the record is older than they are', () => {
    const first: readonly string[] = [
      ...['model', 'dtype', 'device', 'batchSizes', 'pairCounts', 'maxLength', 'repetitions', 'threads'],
      ...['order', 'seed', 'sample', 'host', 'label', 'lang', 'autorun', 'stepDown', 'keepText'],
    ];
    const old = Object.fromEntries(Object.entries(defaultSettings).filter(([name]) => first.includes(name)));
    expect(schema.parse(old)).toEqual(defaultSettings);
    for (const name of first) {
      const { [name]: _, ...without } = old;
      expect(schema.safeParse(without).success, name).toBe(false);
    }
  });

  it.each([
    ['batchSizes', [100_000], true],
    ['seed', 2 ** 40, true],
    ['duration', 0.5, true],
    ['maxWait', 0.25, true],
    ['tailPercentile', 99.9, true],
    ['rate', 1e-6, true],
    ['rate', 0, false],
    ['maxLength', 1.5, false],
    ['maxBatch', -1, false],
    ['timeout', -1, false],
    ['dtype', ['fp8'], false],
    ['policies', 'dynamic', false],
    ['maxLength', null, false],
  ])('are held to their kind, and not to their limits: %s = %j', (name, value, isTaken) => {
    expect(schema.safeParse({ ...defaultSettings, [name]: value }).success).toBe(isTaken);
  });
});

describe('the hub address', () => {
  it.each([
    ['https://mirror.example', 'https://mirror.example/'],
    ['https://mirror.example/hub///', 'https://mirror.example/hub/'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/'],
    ['http://[::1]:9', 'http://[::1]:9/'],
    ['HTTP://LOCALHOST:1', 'http://localhost:1/'],
  ])('takes %s', (text, normal) => {
    expect(checkHostAddress(text)).toEqual({ ok: true, value: normal });
  });

  it.each([
    'http://mirror.example',
    'ftp://mirror.example',
    'mirror.example',
    'https://',
    'https://a b',
    'https://u:p@h/',
    'https://h:70000',
  ])('refuses %s', (text) => {
    expect(checkHostAddress(text).ok).toBe(false);
  });
});
