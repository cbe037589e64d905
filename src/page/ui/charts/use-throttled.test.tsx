// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useThrottled } from './use-throttled.ts';

let root: Root;
let container: HTMLElement;

function Shown({ value }: { readonly value: number }) {
  return useThrottled(value, 200);
}

const render = (value: number) => act(() => root.render(<Shown value={value} />));
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.useFakeTimers();
  container = document.createElement('div');
  root = createRoot(container);
  render(0);
});

afterEach(() => {
  act(() => root.unmount());
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('shows the first change at once', () => {
  render(1);
  expect(container.textContent).toBe('1');
});

test('shows only the last of the changes within an interval, at its end', () => {
  render(1);
  render(2);
  render(3);
  pass(199);
  expect(container.textContent).toBe('1');
  pass(1);
  expect(container.textContent).toBe('3');
});

test('shows a change at once again after a quiet interval', () => {
  render(1);
  pass(200);
  render(2);
  expect(container.textContent).toBe('2');
});

test('leaves no timer behind', () => {
  render(1);
  act(() => root.unmount());
  expect(vi.getTimerCount()).toBe(0);
  root = createRoot(container);
});
