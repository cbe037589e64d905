// @vitest-environment happy-dom
import { act } from 'react';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DraftCell } from '../../../core/document/run-draft.ts';
import { cellAt, lane, measured } from '../charts/testing/lanes.ts';
import { loadLaterParts } from '../kit/later-part.tsx';
import { byTestId, giveSizes, mountedPage } from '../testing/mounted-page.tsx';
import { fillStore } from '../testing/stories.ts';
import { ChartArea } from './chart-area.tsx';
import { ProgressPanel, widestInterval } from './progress-panel.tsx';

const { store, draw } = mountedPage();

// A part that is loaded is drawn at once.
beforeAll(() => loadLaterParts(), 60_000);
beforeEach(giveSizes);

it('shows how wide the widest interval still is, and where it ends', async () => {
  fillStore(store, 'running');
  await draw(<ProgressPanel />);
  expect(byTestId('widest-interval')?.textContent).toMatch(/^widest interval ±\d+(\.\d)?%, stops at ±5%$/);
});

it('tells once how much of all files has arrived, and shows the largest to come', async () => {
  fillStore(store, 'loading');
  await draw(<ProgressPanel />);
  const text = byTestId('progress')?.textContent ?? '';
  expect(text.match(/429 MB of 1\.16 GB/g)).toHaveLength(1);
  expect(text).toContain('onnx/model_fp16.onnx412 MB of 1.14 GB');
});

it('says that the batch size is being decided once only that keeps the rounds going', async () => {
  fillStore(store, 'running');
  const { draft, progress } = store.getState();
  if (draft === null || progress === null) throw new Error('The story has no run.');
  const narrow = { ...lane('a', 'wasm', [half(1, 1), half(2, 2)]), state: 'running' } as const;
  const during = (round: number) =>
    store.getState().setRun({ draft: { ...draft, lanes: [narrow] }, progress: { ...progress, round } });
  during(10);
  await draw(<ProgressPanel />);
  expect(byTestId('widest-interval')?.textContent).toContain('stops at ±5%');
  await act(async () => during(11));
  expect(byTestId('widest-interval')?.textContent).toMatch(
    /^widest interval ±\d+(\.\d)?%, the batch size is/,
  );
});

it('counts rounds instead where their number is fixed', async () => {
  fillStore(store, 'running');
  const { draft } = store.getState();
  if (draft === null) throw new Error('The story has no run.');
  store.getState().setRun({ draft: { ...draft, settings: { ...draft.settings, repetitions: 10 } } });
  await draw(<ProgressPanel />);
  expect(byTestId('widest-interval')).toBeNull();
  expect(byTestId('progress')?.textContent).toContain('Measuring, round 4 of 10');
});

it('says on the chart what came out, and of memory when asked', async () => {
  fillStore(store, 'done');
  await draw(<ChartArea />);
  const picture = () => document.querySelector('[role="img"]')?.getAttribute('aria-label');
  const choose = (value: string) =>
    act(async () => document.querySelector<HTMLInputElement>(`input[value="${value}"]`)?.click());
  // What is recommended, not what is fastest: batch 4 is faster there, but not by 5 %.
  expect(picture()).toContain('WASM · q8: For 100 pairs: batch 2, 52.6 pairs/s.');
  await choose('10');
  expect(picture()).toContain('WASM · q8: For 10 pairs: batch 4, 53.5 pairs/s.');
  await choose('100');
  await choose('memory');
  expect(byTestId('chart')).toBeNull();
  expect(picture()).toBe(
    'Memory in MiB against batch size. WebGPU · fp16: up to 1,535 MiB. WASM · q8: up to 1,032 MiB.',
  );
});

/** At 100 pairs/s a request of 10 pairs takes 100 ms. */
const half = (batchSize: number, ms: number) => measured(10, batchSize, 100, [100 - ms, 100 + ms]);
const widest = (...cells: DraftCell[]) => widestInterval(lane('a', 'wasm', cells));

describe('widestInterval', () => {
  it('is half the widest interval over its mean', () => {
    expect(widest(half(1, 3), half(2, 7), half(4, 1))).toBeCloseTo(0.07, 10);
  });

  it('is not known while a clock is too coarse to see a request', () => {
    const unseen = half(1, 0);
    if (unseen.state !== 'measured') throw new Error('The cell is not measured.');
    expect(widest({ ...unseen, latencyMs: { ...unseen.latencyMs, mean: 0, ci95: [0, 0] } })).toBeNull();
  });

  it('waits until every cell that is still sampled has an interval', () => {
    expect(widest(half(1, 3), measured(10, 2, 100, null))).toBeNull();
    expect(widest(half(1, 3), { ...cellAt(10, 2), state: 'pending' })).toBeNull();
    expect(widest()).toBeNull();
  });

  it('does not wait for cells that have ended', () => {
    const ended = { ...half(2, 40), reason: 'gpu-memory' } as DraftCell;
    const skipped: DraftCell = { ...cellAt(10, 4), state: 'skipped', firstRunMs: null };
    expect(widest(half(1, 3), ended, skipped)).toBeCloseTo(0.03, 10);
  });
});
