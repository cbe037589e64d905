// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import { afterEach, expect, it, vi } from 'vitest';
import { firstScreenTexts } from '../../core/texts/first-screen-texts.ts';
import { AppContext } from '../store/app-context.ts';
import { type AppStore, createAppStore } from '../store/app-state.ts';
import { AppScreen } from './app-screen.tsx';
import { storyServices } from './testing/story-services.ts';

// A part that is loaded late appears once the later texts are there.
vi.mock('./kit/later-part.tsx', () => ({ laterPart: () => () => null }));

afterEach(() => vi.unstubAllGlobals());

/** What the page shows of a store before anything is loaded but its first screen. */
async function firstScreen(store: AppStore): Promise<string> {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  document.body.innerHTML = '<div id="root"></div>';
  const i18n = firstScreenTexts();
  initReactI18next.init(i18n);
  const root = createRoot(document.getElementById('root') as HTMLElement);
  await act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <AppContext.Provider value={{ store, services: storyServices(store) }}>
          <MantineProvider env="test">
            <AppScreen />
          </MantineProvider>
        </AppContext.Provider>
      </I18nextProvider>,
    ),
  );
  const shown = document.body.innerHTML;
  await act(async () => root.unmount());
  return shown;
}

/** Texts that i18next lacks appear as their keys, such as "chart.failed". */
const keysIn = (html: string) => html.match(/[">][a-z][A-Za-z]*(\.[A-Za-z-]+)+["<]/g) ?? [];

it.each([
  'builtin:coverage',
  'Xenova/ms-marco-MiniLM-L-6-v2',
  'twin:bge-reranker-v2-m3',
  'own/model',
  'local:mine',
])('needs no text that is loaded later: %s', { timeout: 30_000 }, async (model) => {
  const store = createAppStore();
  store.getState().changeSettings({ model });
  store
    .getState()
    .addNotice('error', { key: 'notice.partMissing' }, [{ label: 'notice.reload', act: () => {} }]);
  expect(keysIn(await firstScreen(store))).toEqual([]);
});

it('would show a text that is loaded later as its key', async () => {
  const store = createAppStore();
  store.getState().addNotice('error', { key: 'failure.internal' });
  expect(keysIn(await firstScreen(store))).toEqual(['>failure.internal<']);
});
