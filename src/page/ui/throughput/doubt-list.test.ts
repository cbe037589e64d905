import { expect, it } from 'vitest';
import { runDoubts } from './doubt-list.tsx';

it('finds the lane that a warning is about, and the figures behind it', () => {
  const doubts = runDoubts(
    [
      { code: 'drift', message: 'm', detail: 'lane-2 +7.3%' },
      { code: 'wide-interval', message: 'm', detail: 'lane-1 3 ±8.2% 100×8' },
      { code: 'too-few-pairs', message: 'm', detail: '16,32' },
      { code: 'not-isolated', message: 'm' },
      { code: 'drift', message: 'm', detail: 'lane-22 +7.3%' },
    ],
    ['lane-1', 'lane-2'],
  );
  expect(doubts.map(({ laneId, figures }) => [laneId, figures])).toEqual([
    ['lane-2', '+7.3%'],
    ['lane-1', '3 ±8.2% 100×8'],
    [null, '16,32'],
    [null, ''],
    [null, 'lane-22 +7.3%'],
  ]);
});
