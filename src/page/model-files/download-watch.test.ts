import { expect, it, vi } from 'vitest';
import { FakeClock } from '../../core/rerank/testing/fake-scorer.ts';
import { createAppStore } from '../store/app-state.ts';
import { DownloadWatch } from './download-watch.ts';

function setUp() {
  const store = createAppStore();
  const clock = new FakeClock();
  const persist = vi.fn(async () => {});
  const onKept = vi.fn();
  const watch = new DownloadWatch({ store, clock, persist, onKept });
  return { store, clock, persist, onKept, watch };
}

const address = 'https://hub.test/org/name/resolve/main/onnx/model.onnx';
const file = (loadedBytes: number, more: object = {}) => ({
  file: 'onnx/model.onnx',
  loadedBytes,
  totalBytes: 10_000,
  done: false,
  ...more,
});

it('tells how fast all files come together, and how long they will take', () => {
  const { store, clock, watch } = setUp();
  const told: number[] = [];
  const listeners = watch.listen({ fileProgress: ({ loadedBytes }) => told.push(loadedBytes) });
  listeners.fileProgress?.({ file: 'config.json', loadedBytes: 1000, totalBytes: 1000, done: true });
  listeners.fileProgress?.(file(0));
  for (let second = 1; second <= 3; second++) {
    clock.advance(1000);
    listeners.fileProgress?.(file(second * 1000));
  }
  expect(store.getState().downloadPace?.bytesPerSecond).toBeCloseTo(1000, 6);
  expect(store.getState().downloadPace?.remainingMs).toBe(7000);
  // The worker's own listener still hears every event.
  expect(told).toEqual([1000, 0, 1000, 2000, 3000]);
});

it('begins anew with another worker', () => {
  const { store, clock, watch } = setUp();
  const listeners = watch.listen();
  listeners.fileProgress?.(file(0));
  clock.advance(2000);
  listeners.fileProgress?.(file(2000));
  expect(store.getState().downloadPace).not.toBeNull();
  watch.listen();
  expect(store.getState().downloadPace).toBeNull();
});

it('asks for lasting storage once, at the first download, and lives with a refusal', async () => {
  const { persist, watch } = setUp();
  persist.mockRejectedValue(new Error('not here'));
  expect(persist).not.toHaveBeenCalled();
  watch.listen().download?.({ type: 'started', address });
  watch.listen().download?.({ type: 'started', address });
  expect(persist).toHaveBeenCalledTimes(1);
});

it('says once that storage is full, and what to do', () => {
  const { store, watch } = setUp();
  const listeners = watch.listen();
  const notKept = { type: 'not-kept', address, reason: 'quota', detail: 'QuotaExceededError' } as const;
  listeners.download?.(notKept);
  listeners.download?.({ ...notKept, address: `${address}_data` });
  expect(store.getState().notices.map(({ message }) => message)).toEqual([
    { key: 'downloads.notKept.quota', detail: 'QuotaExceededError' },
  ]);
});

it('tells when the browser keeps another file', () => {
  const { onKept, watch } = setUp();
  watch.listen().download?.({ type: 'kept', address });
  expect(onKept).toHaveBeenCalledTimes(1);
});
