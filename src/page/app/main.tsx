import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import { startTexts } from '../../core/texts/english-texts.ts';
import { messageText } from '../../core/texts/message.ts';
import { browserWorkerTools } from '../jobs/browser-worker.ts';
import { webTabLock } from '../jobs/tab-lock.ts';
import { AppContext } from '../store/app-context.ts';
import { AppScreen } from '../ui/app-screen.tsx';
import { loadChineseFont } from '../ui/chinese-font.ts';
import { AppTheme, colorSchemeKey } from '../ui/theme.tsx';
import { browserCalibrations } from './browser-calibrations.ts';
import { browserHistory } from './browser-history.ts';
import { browserModelFiles } from './browser-model-files.ts';
import { browserPower } from './browser-power.ts';
import { browserServiceWorker, isFramed } from './browser-service-worker.ts';
import { loadFontForChinese } from './chinese-font.ts';
import { createApp } from './create-app.ts';
import { describeEnvironment } from './environment.ts';
import { browserKeptText } from './kept-text.ts';
import { browserKeptThings } from './kept-things.ts';
import { keyValueTable } from './key-value-database.ts';
import { keepLanguage } from './language.ts';
import { saveFile } from './save-file.ts';

declare const __APP_VERSION__: string;
declare const __APP_COMMIT__: string;

/** The page's composition root: the only file that reads the real clock, address, storage and navigator. */

const databases = { indexedDB, IDBKeyRange };

const keptTable = keyValueTable('rerank-bench', databases);

async function sha256(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  // A page over plain http has no Web Crypto, so it computes the hash itself.
  const digest = isSecureContext
    ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    : (await import('@noble/hashes/sha2.js')).sha256(bytes);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const i18n = startTexts();
initReactI18next.init(i18n);

const tabLock = webTabLock(navigator.locks);

const { store, services, api } = createApp({
  worker: browserWorkerTools,
  isSecureContext,
  isolationIsFinal: browserServiceWorker(() => store, tabLock),
  openAlone: isFramed ? () => open(location.href, '_blank', 'noopener') : null,
  address: {
    search: () => location.search,
    replaceSearch: (search) => {
      const { pathname, hash } = location;
      history.replaceState(null, '', `${pathname}${search === '' ? '' : `?${search}`}${hash}`);
    },
  },
  link: {
    fragment: () => location.hash.slice(1),
    replaceFragment: (fragment) => {
      const { pathname, search } = location;
      history.replaceState(null, '', `${pathname}${search}${fragment === '' ? '' : `#${fragment}`}`);
    },
    onFragmentChange: (callback) => addEventListener('hashchange', callback),
    base: () => `${location.origin}${location.pathname}`,
  },
  kept: browserKeptThings(keptTable, browserKeptText('rerank-bench/last-input')),
  keptHost: browserKeptText('rerank-bench/host'),
  keptColorScheme: browserKeptText(colorSchemeKey),
  keptDismissals: browserKeptText('rerank-bench/dismissed'),
  setAsideTable: keptTable,
  fetch: (address, init) => fetch(address, init),
  history: browserHistory(),
  modelFiles: browserModelFiles,
  onLeave: (callback) => addEventListener('pagehide', callback),
  clock: { now: () => performance.timeOrigin + performance.now() },
  sha256,
  describeEnvironment: (probe) => describeEnvironment(navigator, probe),
  calibrations: browserCalibrations(databases),
  power: browserPower(navigator, document),
  tabLock,
  app: { version: __APP_VERSION__, commit: __APP_COMMIT__ },
  saveFile,
  copyText: async (text) => navigator.clipboard.writeText(text),
  say: (message) => messageText(i18n, message),
  showRunState: (state) => {
    document.documentElement.dataset.runState = state;
  },
});
globalThis.rerankBench = api;

// A part that is loaded late is gone from the server once a new version of the page is there.
addEventListener('vite:preloadError', () => {
  store
    .getState()
    .addNotice('error', { key: 'notice.partMissing' }, [
      { label: 'notice.reload', act: () => location.reload() },
    ]);
});

// A page in another language first appears once that language's texts are there.
await keepLanguage(store, i18n, navigator.languages, (language) => {
  document.documentElement.lang = language;
  if (language === 'zh-CN') loadChineseFont().catch(() => undefined);
});
loadFontForChinese(store, loadChineseFont);

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root.');
createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={i18n}>
      <AppContext.Provider value={{ store, services }}>
        <AppTheme>
          <AppScreen />
        </AppTheme>
      </AppContext.Provider>
    </I18nextProvider>
  </StrictMode>,
);
