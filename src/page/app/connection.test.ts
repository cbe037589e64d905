import { expect, it } from 'vitest';
import { connectionOf } from './connection.ts';

it.each([
  [undefined, false, false],
  [{ saveData: false, type: 'wifi', effectiveType: '4g' }, false, false],
  [{ saveData: true, type: 'wifi', effectiveType: '4g' }, true, true],
  [{ saveData: false, type: 'cellular', effectiveType: '4g' }, false, true],
  [{ saveData: false, effectiveType: '2g' }, false, true],
  [{ saveData: false, effectiveType: '3g' }, false, false],
  [{ effectiveType: 'slow-2g' }, false, true],
] as const)('reads %j', (connection, savesData, isMetered) => {
  expect(connectionOf(connection === undefined ? {} : { connection })).toEqual({ savesData, isMetered });
});
