import { type ReactNode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { initReactI18next } from 'react-i18next';
import { addLaterTexts, firstScreenTexts } from '../../core/texts/first-screen-texts.ts';
import { createAppStore } from '../store/app-state.ts';
import { loadChineseFont } from '../ui/chinese-font.ts';
import { nextTask } from '../ui/kit/in-turn.ts';
import { letPartsAwait, loadLaterParts } from '../ui/kit/later-part.tsx';
import { type AddressBar, readAddress } from './address-sync.ts';
import { loadFontForChinese } from './chinese-font.ts';
import { connectionOf } from './connection.ts';
import type { App } from './create-app.ts';
import { keepLanguage } from './language.ts';
import { laterServices } from './later-app.ts';
import { noteMissingPart } from './missing-part.ts';
import { WholePage } from './whole-page.tsx';

/**
 * The page's beginning. It shows the screen; what the page can do (`browser-app.ts`) is loaded meanwhile.
 * These two files alone read the real clock, address, storage and navigator.
 */

const address: AddressBar = {
  search: () => location.search,
  replaceSearch: (search) => {
    const { pathname, hash } = location;
    history.replaceState(null, '', `${pathname}${search === '' ? '' : `?${search}`}${hash}`);
  },
};

export interface OpenedPage {
  /** What the page can do. Rejects if that cannot be loaded, of which the page itself tells the visitor. */
  readonly app: Promise<App>;
}

/** Opens the page, in several tasks. */
export async function openPage(): Promise<OpenedPage> {
  // A link may have doubled a slash (http://host//). Such a path alone would be read as the name of another host.
  const path = location.pathname.replace(/^\/{2,}/, '/');
  if (path !== location.pathname) history.replaceState(null, '', `${path}${location.search}${location.hash}`);
  const build = __BUILD__;
  const loaded = loadApp();
  await nextTask();

  const i18n = firstScreenTexts();
  initReactI18next.init(i18n);
  const store = createAppStore();
  readAddress(store, address);
  // Whatever is loaded after the first screen speaks with texts that are loaded after it too.
  const laterTexts = addLaterTexts(i18n);
  letPartsAwait(laterTexts);
  const misses = (error: unknown) => noteMissingPart(store, error, () => location.reload());
  // Vite's event of every `import()` that fails: https://vite.dev/guide/build#load-error-handling
  addEventListener('vite:preloadError', ({ payload }) => {
    if (!isLoadingAhead) misses(payload);
  });
  // A page in another language first appears once that language's texts are there.
  const hasLanguage = keepLanguage(store, i18n, navigator.languages, (language) => {
    document.documentElement.lang = language;
    if (language === 'zh-CN') loadChineseFont().catch(() => undefined);
  });
  loadFontForChinese(store, loadChineseFont);
  await nextTask();

  let noteDrawn = () => {};
  const isDrawn = new Promise<void>((resolve) => {
    noteDrawn = resolve;
  });
  // What it changes in the store while React draws, React would have to draw again, in one go.
  const app = Promise.all([loaded, laterTexts, isDrawn]).then(async ([{ startApp }]) => {
    await nextTask();
    return startApp({ store, address, i18n, build });
  });
  app.then(loadRest, misses);
  const services = laterServices(app);
  const page = <WholePage {...{ store, services, i18n, build }} onDrawn={noteDrawn} />;
  await hasLanguage;
  draw(page, isDrawn, misses);
  return { app };
}

/** Draws the page unseen. Until all of it is drawn, the page from the HTML is seen (scripts/drawn-page.ts). */
function draw(page: ReactNode, isDrawn: Promise<void>, misses: (error: unknown) => void): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no #root.');
  root.dataset.drawing = '';
  void isDrawn.then(() => {
    document.getElementById('drawn')?.remove();
    delete root.dataset.drawing;
  });
  const screen = createRoot(root, {
    // Only a part that is loaded late has a boundary that catches.
    onCaughtError: (error) => {
      console.error(error);
      misses(error);
    },
  });
  // In a transition React renders in small pieces, between which the browser can answer.
  startTransition(() => screen.render(page));
}

/** Loads what the page can do, while React draws. */
async function loadApp() {
  // Its first look into the session's storage waits for another process, so it begins in a task of its own.
  await import('./browser-service-worker.ts');
  await nextTask();
  return import('./browser-app.ts');
}

/**
 * Once the page is at rest, loads what is not on show yet, so that its first use is quick and needs no network.
 * Visitors who save data are spared it.
 */
async function loadRest({ api }: App): Promise<void> {
  await api.ready;
  if (connectionOf(navigator).savesData) return;
  await visitorOrPause();
  await loadLaterParts(loadAhead);
  // What reads and checks what is kept, and what others made: Dexie, and schemas, of which each takes a while.
  for (const part of [
    () => import('../history/run-store.ts'),
    () => import('../../core/document/run-record.ts'),
    () => import('./key-value-database.ts'),
    () => import('./kept-input.ts'),
    () => import('../jobs/kept-calibration.ts'),
    () => import('../../core/document/import-record.ts'),
    () => import('../../core/document/permalink.ts'),
    () => import('../history/left-run.ts'),
    () => import('../../core/results/collected-run.ts'),
    () => import('../../core/results/contribution.ts'),
    () => import('../../core/results/judge-record.ts'),
  ]) {
    await loadAhead(part);
  }
}

let isLoadingAhead = false;

/** Loads a part that nobody needs yet, so that nobody is told if it is missing. Never rejects. */
async function loadAhead(load: () => Promise<unknown>): Promise<void> {
  await idle();
  isLoadingAhead = true;
  await load().catch(() => undefined);
  isLoadingAhead = false;
}

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
