import { expect, it, vi } from 'vitest';
import { createAppStore } from '../store/app-state.ts';
import { noteMissingPart } from './missing-part.ts';

it('has one notice of any number of missing parts, and again after it was dismissed', () => {
  const store = createAppStore();
  const reload = vi.fn();
  const miss = (file: string) => noteMissingPart(store, new TypeError(`Failed to fetch ${file}`), reload);
  miss('chart.js');
  miss('history.js');
  const [notice, ...others] = store.getState().notices;
  expect(others).toEqual([]);
  expect(notice).toMatchObject({
    message: { key: 'notice.partMissing', detail: 'TypeError: Failed to fetch chart.js' },
  });
  notice?.actions?.[0]?.act();
  expect(reload).toHaveBeenCalledOnce();
  store.getState().dismissNotice(notice?.id ?? 0);
  miss('history.js');
  expect(store.getState().notices).toHaveLength(1);
});
