import { startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { initReactI18next } from 'react-i18next';
import { addLaterTexts, firstScreenTexts } from '../../core/texts/first-screen-texts.ts';
import { createAppStore } from '../store/app-state.ts';
import { loadChineseFont } from '../ui/chinese-font.ts';
import { letPartsAwait, loadLaterParts } from '../ui/kit/later-part.tsx';
import { type AddressBar, readAddress } from './address-sync.ts';
import { loadFontForChinese } from './chinese-font.ts';
import { connectionOf } from './connection.ts';
import { keepLanguage } from './language.ts';
import { laterServices } from './later-app.ts';
import { noteMissingPart } from './missing-part.ts';
import { WholePage } from './whole-page.tsx';

/**
 * The page's beginning. It shows the screen; what the page can do (`browser-app.ts`) is loaded meanwhile.
 * These two files alone read the real clock, address, storage and navigator.
 */

// A link may have doubled a slash (http://host//). Such a path alone would be read as the name of another host.
const path = location.pathname.replace(/^\/{2,}/, '/');
if (path !== location.pathname) history.replaceState(null, '', `${path}${location.search}${location.hash}`);

const address: AddressBar = {
  search: () => location.search,
  replaceSearch: (search) => {
    const { pathname, hash } = location;
    history.replaceState(null, '', `${pathname}${search === '' ? '' : `?${search}`}${hash}`);
  },
};

const store = createAppStore();
const i18n = firstScreenTexts();
initReactI18next.init(i18n);
readAddress(store, address);

const build = __BUILD__;
// Whatever is loaded after the first screen speaks with texts that are loaded after it too.
const laterTexts = addLaterTexts(i18n);
letPartsAwait(laterTexts);
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root.');
let noteDrawn = () => {};
const isDrawn = new Promise<void>((resolve) => {
  noteDrawn = resolve;
});
// Until all of it is drawn, the page from the HTML is seen (scripts/drawn-page.ts).
root.dataset.drawing = '';
const showPage = () => {
  document.getElementById('drawn')?.remove();
  delete root.dataset.drawing;
  noteDrawn();
};
// Begins in tasks of their own what the page can do imports: zod, the schemas of records, links and Dexie.
for (const part of [
  import('../../core/schema/zod.ts'),
  import('../../core/document/load-test-record.ts'),
  import('../../core/document/run-record.ts'),
  import('../../core/document/permalink.ts'),
  import('./key-value-database.ts'),
]) {
  part.catch(() => undefined);
}
// What it changes in the store while React draws, React would have to draw again, in one go.
const loaded = Promise.all([import('./browser-app.ts'), laterTexts, isDrawn]);
/** What the page can do. */
export const app = loaded.then(async ([{ startApp }]) => {
  // Not in the task that began its script.
  await new Promise((resolve) => setTimeout(resolve));
  return startApp({ store, address, i18n, build });
});
const misses = (error: unknown) => noteMissingPart(store, error, () => location.reload());
app.catch(misses);

// A page in another language first appears once that language's texts are there. This file must not await
// them at its top: their file may import from this one, and each would wait for the other.
const hasLanguage = keepLanguage(store, i18n, navigator.languages, (language) => {
  document.documentElement.lang = language;
  if (language === 'zh-CN') loadChineseFont().catch(() => undefined);
});
loadFontForChinese(store, loadChineseFont);

const screen = createRoot(root, {
  // Only a part that is loaded late has a boundary that catches.
  onCaughtError: (error) => {
    console.error(error);
    misses(error);
  },
});
const services = laterServices(app);
const page = <WholePage {...{ store, services, i18n, build }} onDrawn={showPage} />;
// In a transition React renders in small pieces, between which the browser can answer.
void hasLanguage.then(() => startTransition(() => screen.render(page)));

// Once the page is at rest, what is not on show yet is loaded too, so that its first use is quick and needs
// no network. Visitors who save data are spared it.
app.then(
  async ({ api }) => {
    await api.ready;
    if (connectionOf(navigator).savesData) return;
    await visitorOrPause();
    await loadLaterParts(idle);
  },
  () => undefined,
);

/** Resolves with the visitor's first movement, or after some seconds without one. */
function visitorOrPause(): Promise<void> {
  return new Promise((resolve) => {
    for (const type of ['pointermove', 'pointerdown', 'keydown'] as const) {
      addEventListener(type, () => resolve(), { once: true, capture: true, passive: true });
    }
    setTimeout(resolve, 6000);
  });
}

/** Resolves when nothing else is to be done. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no idle callbacks.
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 10_000 });
    else setTimeout(resolve, 500);
  });
}
