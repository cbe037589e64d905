// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createI18n } from '../../app/create-i18n.ts';
import { AppContext } from '../../store/app-context.ts';
import { type AppStore, createAppStore } from '../../store/app-state.ts';
import { fillStore } from '../testing/stories.ts';
import { storyServices } from '../testing/story-services.ts';
import { ChartArea } from './chart-area.tsx';
import { RunProgress } from './run-progress.tsx';

let root: Root;
let store: AppStore;

const show = (children: ReactNode) =>
  act(async () =>
    root.render(
      <I18nextProvider i18n={createI18n('en')}>
        <AppContext.Provider value={{ store, services: storyServices(store) }}>
          <MantineProvider env="test">{children}</MantineProvider>
        </AppContext.Provider>
      </I18nextProvider>,
    ),
  );
const byTestId = (id: string) => document.querySelector(`[data-testid="${id}"]`);

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  // happy-dom lays nothing out, and a chart without a size complains.
  const size = { width: 800, height: 400, top: 0, left: 0, right: 800, bottom: 400, x: 0, y: 0 };
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue({ ...size, toJSON: () => size });
  document.body.innerHTML = '<div id="root"></div>';
  const element = document.getElementById('root');
  if (element === null) throw new Error('There is no #root.');
  root = createRoot(element);
  store = createAppStore();
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

it('shows how wide the widest interval still is, and where it ends', async () => {
  fillStore(store, 'running');
  await show(<RunProgress />);
  expect(byTestId('widest-interval')?.textContent).toMatch(/^widest interval ±\d+(\.\d)?%, stops at ±5%$/);
});

it('counts rounds instead where their number is fixed', async () => {
  fillStore(store, 'running');
  const { draft } = store.getState();
  if (draft === null) throw new Error('The story has no run.');
  store.getState().setRun({ draft: { ...draft, settings: { ...draft.settings, repetitions: 10 } } });
  await show(<RunProgress />);
  expect(byTestId('widest-interval')).toBeNull();
  expect(byTestId('progress')?.textContent).toContain('Measuring, round 4 of 10');
});

it('says on the chart what came out, and of memory when asked', async () => {
  fillStore(store, 'done');
  await show(<ChartArea />);
  const picture = () => document.querySelector('[role="img"]')?.getAttribute('aria-label');
  // What is recommended, not what is fastest: batch 4 is faster there, but not by 5 %.
  expect(picture()).toContain('WASM · q8: For 10 pairs: batch 4, 53.5 pairs/s.');
  expect(picture()).toContain('For 100 pairs: batch 2, 52.6 pairs/s.');
  const memory = document.querySelector<HTMLInputElement>('input[value="memory"]');
  await act(async () => memory?.click());
  expect(byTestId('chart')).toBeNull();
  expect(picture()).toBe(
    'Memory in MiB against batch size. WebGPU · fp16: up to 1,535 MiB. WASM · q8: up to 1,032 MiB.',
  );
});
