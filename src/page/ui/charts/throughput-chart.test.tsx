// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { exampleLabels } from './testing/labels.ts';
import { lane, measured } from './testing/lanes.ts';
import { ThroughputChart } from './throughput-chart.tsx';

let root: Root;
let container: HTMLElement;

const batchSizes = [1, 2];

/** Draws a chart whose one line has this many pairs, and whose legend says so. */
const render = (pairCount: number) =>
  act(() =>
    root.render(
      <ThroughputChart
        lanes={[lane('a', 'wasm', [measured(pairCount, 1, 10)])]}
        batchSizes={batchSizes}
        labels={exampleLabels}
        formatNumber={String}
      />,
    ),
  );
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));
const shown = () => /\d+ pairs/.exec(container.textContent)?.[0];

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.useFakeTimers();
  // Without a size, recharts warns, draws nothing, and so sets no timers of its own.
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  container = document.createElement('div');
  root = createRoot(container);
  render(10);
});

afterEach(() => {
  act(() => root.unmount());
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('shows the first change at once', () => {
  render(11);
  expect(shown()).toBe('11 pairs');
});

test('shows only the last of the changes within an interval, at its end', () => {
  render(11);
  render(12);
  render(13);
  pass(199);
  expect(shown()).toBe('11 pairs');
  pass(1);
  expect(shown()).toBe('13 pairs');
});

test('shows a change at once again after a quiet interval', () => {
  render(11);
  pass(200);
  render(12);
  expect(shown()).toBe('12 pairs');
});

test('leaves no timer behind', () => {
  render(11);
  act(() => root.unmount());
  expect(vi.getTimerCount()).toBe(0);
  root = createRoot(container);
});
