import { isLoopback } from '../../core/settings/settings.ts';
import type { TabLock } from '../jobs/tab-lock.ts';
import type { AppStore } from '../store/app-state.ts';
import { isRunUnderWay } from '../store/run-slice.ts';
import { connectionOf } from './connection.ts';
import { type ServiceWorkerPlan, serviceWorkerPlan } from './service-worker-plan.ts';

const reloadFlag = 'rerank-bench/reloaded-for-isolation';
const askAgainMs = 60 * 60 * 1000;

/** Without memory of a reload there could be one after another. */
function hasReloaded(): boolean {
  try {
    // An isolated page has what it was reloaded for. It may lose it again, as by a reload without the cache.
    if (crossOriginIsolated) sessionStorage.removeItem(reloadFlag);
    return sessionStorage.getItem(reloadFlag) !== null;
  } catch {
    return true;
  }
}

function noteReload(): boolean {
  try {
    sessionStorage.setItem(reloadFlag, '1');
    return true;
  } catch {
    return false;
  }
}

export const isFramed = window.top !== window.self;

const { hostname } = location;

/** A page of `vite dev` changes all the time, and has none of the built files. */
const plan: ServiceWorkerPlan = import.meta.env.PROD
  ? serviceWorkerPlan({
      hasServiceWorkers: isSecureContext && 'serviceWorker' in navigator,
      isFramed,
      isIsolated: crossOriginIsolated,
      isControlled: isSecureContext && Boolean(navigator.serviceWorker?.controller),
      isLoopback: isLoopback(hostname),
      hasReloaded: hasReloaded(),
    })
  : { registers: false, isolates: false };

/** Calls back once the page has loaded, and, unless it is urgent, has had a few seconds for the visitor. */
function later(isUrgent: boolean, callback: () => void): void {
  const start = () => setTimeout(callback, isUrgent ? 0 : 4000);
  if (document.readyState === 'complete') start();
  else addEventListener('load', start, { once: true });
}

/**
 * Starts the page's service worker where one is of use.
 *
 * @returns whether the visitor is still to be told that the page is not isolated; it stays open while a reload
 * is about to isolate it
 */
export function browserServiceWorker(store: AppStore, tabLock: TabLock | null): Promise<boolean> {
  if (!plan.registers) return Promise.resolve(true);
  let isTouched = false;
  for (const type of ['pointerdown', 'keydown'] as const) {
    addEventListener(
      type,
      () => {
        isTouched = true;
      },
      { once: true, capture: true },
    );
  }
  const started = new Promise<boolean>((resolve) => {
    later(plan.isolates, async () => {
      try {
        const { startServiceWorker } = await import('./service-worker.ts');
        const tools = {
          store,
          register: () => navigator.serviceWorker.register(new URL('service-worker.js', document.baseURI)),
          container: navigator.serviceWorker,
          tabLock,
          reload: () => location.reload(),
          noteReload,
          isUntouched: () => {
            const { runState, rankJob } = store.getState();
            const isRanking = rankJob.state !== 'idle' && rankJob.state !== 'failed';
            return !isTouched && !isRunUnderWay(runState) && !isRanking;
          },
          used: () => performance.getEntriesByType('resource').map(({ name }) => name),
          withRuntime: !connectionOf(navigator).isMetered,
          onKept: () => {
            document.documentElement.dataset.offline = 'ready';
          },
          onTimeToAsk: (callback: () => void) => {
            let askedAtMs = performance.now();
            document.addEventListener('visibilitychange', () => {
              if (document.visibilityState === 'hidden' || performance.now() - askedAtMs < askAgainMs) return;
              askedAtMs = performance.now();
              callback();
            });
          },
        };
        resolve(await startServiceWorker(tools, plan.isolates));
      } catch {
        // The script could not be loaded. The page works without it.
        resolve(true);
      }
    });
  });
  return plan.isolates ? started : Promise.resolve(true);
}
