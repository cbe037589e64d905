import { describe, expect, it } from 'vitest';
import { parseRecordsFile } from '../document/import-record.ts';
import { contributionName, contributionOf, contributionText } from './contribution.ts';
import { samplesKey } from './known-runs.ts';
import { soundRun } from './testing/sound-run.ts';

const hub = 'https://huggingface.co/';
const run = soundRun({ label: 'Office laptop' });
const whole = {
  ...run,
  settings: { ...run.settings, label: 'Office laptop', host: 'https://models.example.org/' },
  input: { ...run.input, pairs: [{ query: 'salary of', document: 'private' }] },
};

describe('contributionOf', () => {
  it('leaves out texts, the private hub and a name that is not wanted', () => {
    const sent = contributionOf(whole, { label: ' ' }, hub);
    const text = contributionText(sent);
    for (const secret of ['salary of', 'private', 'models.example.org', 'Office laptop', '"pairs"']) {
      expect(text).not.toContain(secret);
    }
    expect(sent.settings.host).toBe(hub);
  });

  it('keeps every sample, and the name that the visitor wants', () => {
    const sent = contributionOf(whole, { label: 'ThinkPad' }, hub);
    expect(samplesKey(sent)).toBe(samplesKey(whole));
    expect([sent.label, sent.settings.label]).toEqual(['ThinkPad', 'ThinkPad']);
  });

  it('writes a file that can be read again, with a line for each list of samples', () => {
    const sent = contributionOf(whole, { label: 'two  [1,  2]  brackets' }, hub);
    const text = contributionText(sent);
    expect(parseRecordsFile(text)).toMatchObject({ state: 'ok', runs: [{ record: sent }] });
    expect(text.split('\n').filter((line) => line.includes('"samples": [')).length).toBe(6);
    expect(
      text.split('\n').filter((line) => line.includes('"samples": [') && line.includes(']')).length,
    ).toBe(6);
  });
});

describe('contributionName', () => {
  it('says when and on what, in letters that every file system takes', () => {
    const named = (device: string) => contributionName({ ...run, id: 'a1b2c3d4-e5f6' }, device);
    expect(named('NVIDIA GeForce RTX 4070')).toBe('2026-11-20-nvidia-geforce-rtx-4070-a1b2c3d4.json');
    expect(named('')).toBe('2026-11-20-a1b2c3d4.json');
    expect(named('Intel® Arc™ / 显卡')).toBe('2026-11-20-intel-arctm-a1b2c3d4.json');
  });
});
