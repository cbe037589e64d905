import { expect, it } from 'vitest';
import { browserWords } from './browser-words.ts';

it.each([
  ['Chrome 156.0.0.0', 'Chrome 156'],
  ['Edge 156.0.3912.72', 'Edge 156'],
  ['Firefox 153.0', 'Firefox 153'],
  ['Safari 26.1', 'Safari 26.1'],
  ['Safari 18.3.1', 'Safari 18.3'],
  ['Google Chrome 156', 'Google Chrome 156'],
  ['unknown', 'unknown'],
])('a browser is named as people name it: %s is “%s”', (recorded, said) => {
  expect(browserWords(recorded)).toBe(said);
});
