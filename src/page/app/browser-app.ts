import type { i18n } from 'i18next';
import { messageText } from '../../core/texts/message.ts';
import { browserWorkerTools } from '../jobs/browser-worker.ts';
import { webTabLock } from '../jobs/tab-lock.ts';
import type { AppStore } from '../store/app-state.ts';
import { colorSchemeKey } from '../ui/color-scheme-key.ts';
import type { BuildFacts } from '../ui/header/build-facts.ts';
import type { AddressBar } from './address-sync.ts';
import { browserCalibrations } from './browser-calibrations.ts';
import { browserHistory } from './browser-history.ts';
import { browserModelFiles } from './browser-model-files.ts';
import { browserPower } from './browser-power.ts';
import { browserServiceWorker, isFramed } from './browser-service-worker.ts';
import { type App, createApp } from './create-app.ts';
import { describeEnvironment } from './environment.ts';
import { keptTable } from './kept-table.ts';
import { browserKeptText } from './kept-text.ts';
import { browserKeptThings } from './kept-things.ts';
import { saveFile } from './save-file.ts';

const databases = { indexedDB, IDBKeyRange };

const keptValues = keptTable('rerank-bench', databases);

async function sha256(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  // A page over plain http has no Web Crypto, so it computes the hash itself.
  const digest = isSecureContext
    ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    : (await import('@noble/hashes/sha2.js')).sha256(bytes);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface BrowserApp {
  readonly store: AppStore;
  readonly address: AddressBar;
  readonly i18n: i18n;
  readonly build: BuildFacts;
}

/** Puts the page together with what this browser has, and starts it. */
export function startApp({ store, address, i18n, build }: BrowserApp): App {
  const tabLock = webTabLock(navigator.locks);
  return createApp(
    {
      worker: browserWorkerTools,
      isSecureContext,
      isolationIsFinal: browserServiceWorker(store, tabLock),
      openAlone: isFramed ? () => open(location.href, '_blank', 'noopener') : null,
      address,
      link: {
        fragment: () => location.hash.slice(1),
        replaceFragment: (fragment) => {
          const { pathname, search } = location;
          history.replaceState(null, '', `${pathname}${search}${fragment === '' ? '' : `#${fragment}`}`);
        },
        onFragmentChange: (callback) => addEventListener('hashchange', callback),
        read: async (fragment) => {
          if (fragment === '') return { state: 'none' };
          try {
            return (await import('../../core/document/permalink.ts')).fragmentToRun(`#${fragment}`);
          } catch {
            // The part is missing, which the page tells (main.tsx).
            return { state: 'none' };
          }
        },
        base: () => `${location.origin}${location.pathname}`,
      },
      kept: browserKeptThings(keptValues, browserKeptText('rerank-bench/last-input')),
      keptHost: browserKeptText('rerank-bench/host'),
      keptColorScheme: browserKeptText(colorSchemeKey),
      keptDismissals: browserKeptText('rerank-bench/dismissed'),
      setAsideTable: keptValues,
      fetch: (address, init) => fetch(address, init),
      readOwnFile: async (path) => {
        const answer = await fetch(new URL(path, document.baseURI), { cache: 'no-cache' });
        if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
        return answer.text();
      },
      history: browserHistory(),
      modelFiles: browserModelFiles,
      onLeave: (callback) => addEventListener('pagehide', callback),
      clock: { now: () => performance.timeOrigin + performance.now() },
      sha256,
      describeEnvironment: (probe) => describeEnvironment(navigator, probe),
      calibrations: browserCalibrations(databases),
      power: browserPower(navigator, document, globalThis.PressureObserver),
      tabLock,
      app: { version: build.version, commit: build.commit },
      preferredLanguages: navigator.languages,
      saveFile,
      copyText: async (text) => navigator.clipboard.writeText(text),
      drawCard: async (draft, theme) => {
        const { shareCard } = await import('../ui/throughput/share-card.ts');
        return shareCard(document, { draft, isLink: false, texts: i18n, theme });
      },
      say: (message) => messageText(i18n, message),
      showRunState: (state) => {
        document.documentElement.dataset.runState = state;
      },
    },
    store,
  );
}
