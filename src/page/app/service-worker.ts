import type { ToServiceWorker } from '../../service-worker/messages.ts';
import type { TabLock } from '../jobs/tab-lock.ts';
import type { AppStore } from '../store/app-state.ts';

/** A service worker in one of its states, as `ServiceWorker` is. */
export interface Installed extends EventTarget {
  readonly state: ServiceWorkerState;
  postMessage(message: ToServiceWorker, transfer?: Transferable[]): void;
}

export interface Registration extends EventTarget {
  readonly installing: Installed | null;
  readonly waiting: Installed | null;
  readonly active: Installed | null;
  update(): Promise<unknown>;
}

export interface ServiceWorkerTools {
  readonly store: AppStore;
  readonly register: () => Promise<Registration>;
  /** Has a `controllerchange` event when another version takes over. */
  readonly container: EventTarget & { readonly controller: unknown };
  /** `null` where the browser cannot tell whether a tab is computing. */
  readonly tabLock: TabLock | null;
  readonly reload: () => void;
  /** Remembers that the page was reloaded for isolation. @returns false where that cannot be remembered */
  readonly noteReload: () => boolean;
  /** Whether the visitor has not touched the page yet, and nothing computes. */
  readonly isUntouched: () => boolean;
  /** Addresses of what the page has loaded so far. */
  readonly used: () => readonly string[];
  /** False on a connection where megabytes cost money. */
  readonly withRuntime: boolean;
  /** Called once the page works offline. */
  readonly onKept: () => void;
  /** Calls back whenever it is time to ask for a new version. */
  readonly onTimeToAsk: (callback: () => void) => void;
}

/**
 * Registers the service worker, has it keep what the page uses, and announces new versions. It is loaded after
 * the page has appeared.
 *
 * @param isolates whether the page is to be reloaded so that it is isolated
 * @returns whether the page is not isolated and the visitor was not told yet
 */
export async function startServiceWorker(tools: ServiceWorkerTools, isolates: boolean): Promise<boolean> {
  let registration: Registration;
  try {
    registration = await tools.register();
  } catch {
    return true;
  }
  announceVersions(tools, registration);
  const settled = settles(registration);
  void settled.then((isActive) => {
    if (isActive) keepUsed(tools, registration);
  });
  if (!isolates) return true;
  if (!(await settled)) return true;
  if (tools.isUntouched() && tools.noteReload()) {
    tools.reload();
    // The page is about to go.
    return new Promise(() => {});
  }
  const reload = () => {
    tools.noteReload();
    tools.reload();
  };
  tools.store
    .getState()
    .addNotice('info', { key: 'notice.reloadToIsolate' }, [{ label: 'notice.reload', act: reload }]);
  return false;
}

/** Waits until the first version is active. @returns false where it could not be installed */
function settles(registration: Registration): Promise<boolean> {
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  if (worker === null) return Promise.resolve(false);
  return new Promise((resolve) => {
    const look = () => {
      if (worker.state === 'activated') resolve(true);
      if (worker.state === 'redundant') resolve(false);
    };
    worker.addEventListener('statechange', look);
    look();
  });
}

function keepUsed(tools: ServiceWorkerTools, { active }: Registration): void {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    channel.port1.close();
    tools.onKept();
  };
  active?.postMessage({ type: 'keep', used: tools.used(), withRuntime: tools.withRuntime }, [channel.port2]);
}

/** A new version waits until the visitor wants it and no tab computes. */
function announceVersions(tools: ServiceWorkerTools, registration: Registration): void {
  const { store, container, tabLock, reload } = tools;
  let isControlled = container.controller !== null;
  let isTakingOver = false;

  const takeOver = async () => {
    // Held until the page is gone, so that no tab begins to compute meanwhile.
    const free = await tabLock?.ifFree().catch(() => undefined);
    if (free === null) {
      store.getState().addNotice('info', { key: 'notice.newVersionLater' });
      await tabLock?.wait(new AbortController().signal).catch(() => undefined);
    }
    isTakingOver = true;
    if (registration.waiting === null) reload();
    else registration.waiting.postMessage({ type: 'take-over' });
  };
  const announce = () =>
    store
      .getState()
      .addNotice('info', { key: 'notice.newVersion' }, [
        { label: 'notice.reload', act: () => void takeOver() },
      ]);

  container.addEventListener('controllerchange', () => {
    if (isTakingOver) reload();
    // Another tab asked for the new version. This one still shows the version before.
    else if (isControlled)
      store
        .getState()
        .addNotice('info', { key: 'notice.otherVersion' }, [{ label: 'notice.reload', act: reload }]);
    isControlled = true;
  });
  if (registration.waiting !== null && isControlled) announce();
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed' && isControlled) announce();
    });
  });
  tools.onTimeToAsk(() => void registration.update().catch(() => undefined));
}
