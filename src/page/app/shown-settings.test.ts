import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../core/settings/settings.ts';
import { settingsToTakeOver } from './shown-settings.ts';

describe('settingsToTakeOver', () => {
  it('takes what decides the work and leaves what belongs to the other visitor', () => {
    const taken = settingsToTakeOver({
      ...defaultSettings,
      batchSizes: [1, 3],
      threads: 2,
      label: 'Their laptop',
      lang: 'zh-CN',
      host: 'https://mirror.example/',
      autorun: true,
      keepText: true,
      stepDown: false,
      sample: 'chinese',
    });
    expect(taken).toMatchObject({ batchSizes: [1, 3], threads: 2 });
    expect(Object.keys(taken)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(label|lang|host|autorun|keepText|stepDown|sample)$/)]),
    );
  });
});
