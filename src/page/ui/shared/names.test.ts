import { expect, it } from 'vitest';
import { createI18n } from '../../i18n/create-i18n.ts';
import { laneNames, type NamedLane } from './names.ts';

const { t } = createI18n('en');
const byLength: NamedLane = { device: 'webgpu', dtype: 'fp16', order: 'length' };
const asGiven: NamedLane = { ...byLength, order: 'input' };

it('names the order of a lane only where the run has both', () => {
  expect(laneNames([byLength], t)(byLength)).toBe('WebGPU · fp16');
  expect(laneNames([asGiven], t)(asGiven)).toBe('WebGPU · fp16');
  const name = laneNames([byLength, asGiven], t);
  expect([name(byLength), name(asGiven)]).toEqual(['WebGPU · fp16 · by length', 'WebGPU · fp16 · as given']);
});
