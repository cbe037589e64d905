import { expect, it } from 'vitest';
import { randomId } from './random-id.ts';

it('writes random bytes as a UUID of version 4', () => {
  const bytes = Array.from({ length: 16 }, (_, i) => 17 * i);
  expect(randomId((array) => array.set(bytes))).toBe('00112233-4455-4677-8899-aabbccddeeff');
  expect(randomId((array) => array.fill(255))).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
  expect(randomId((array) => array.fill(0))).toBe('00000000-0000-4000-8000-000000000000');
});
