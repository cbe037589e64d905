// @vitest-environment happy-dom
import { initReactI18next } from 'react-i18next';
import { expect, it, vi } from 'vitest';
import { firstScreenTexts } from '../../core/texts/first-screen-texts.ts';
import { AppScreen } from './app-screen.tsx';
import { mountedPage } from './testing/mounted-page.tsx';

// A part that is loaded late appears once the later texts are there.
vi.mock('./kit/later-part.tsx', () => ({ laterPart: () => () => null }));

const { store, draw } = mountedPage();

/** What the page shows before anything is loaded but its first screen. */
async function firstScreen(): Promise<string> {
  const texts = firstScreenTexts();
  initReactI18next.init(texts);
  await draw(<AppScreen />, texts);
  return document.body.innerHTML;
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
  store.getState().changeSettings({ model });
  store
    .getState()
    .addNotice('error', { key: 'notice.partMissing' }, [{ label: 'notice.reload', act: () => {} }]);
  expect(keysIn(await firstScreen())).toEqual([]);
});

it('would show a text that is loaded later as its key', async () => {
  store.getState().addNotice('error', { key: 'failure.internal' });
  expect(keysIn(await firstScreen())).toEqual(['>failure.internal<']);
});
