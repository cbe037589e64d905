import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ToServiceWorker } from '../../service-worker/messages.ts';
import { type AppStore, createAppStore } from '../store/app-state.ts';
import {
  type Installed,
  type Registration,
  type ServiceWorkerTools,
  startServiceWorker,
} from './service-worker.ts';

class FakeWorker extends EventTarget implements Installed {
  state: ServiceWorkerState;
  readonly posted: ToServiceWorker[] = [];

  constructor(state: ServiceWorkerState) {
    super();
    this.state = state;
  }

  postMessage(message: ToServiceWorker, [port]: readonly Transferable[] = []): void {
    this.posted.push(message);
    if (message.type === 'keep') (port as MessagePort).postMessage('kept');
  }

  become(state: ServiceWorkerState): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

class FakeRegistration extends EventTarget implements Registration {
  installing: FakeWorker | null = null;
  waiting: FakeWorker | null = null;
  active: FakeWorker | null = null;
  update = vi.fn(async () => {});

  /** Finds and installs another version. */
  install(): FakeWorker {
    const worker = new FakeWorker('installing');
    this.installing = worker;
    this.dispatchEvent(new Event('updatefound'));
    this.installing = null;
    this.waiting = worker;
    worker.become('installed');
    return worker;
  }
}

let store: AppStore;
let registration: FakeRegistration;
let container: EventTarget & { controller: unknown };
let reload: ReturnType<typeof vi.fn<() => void>>;

const tools = (more: Partial<ServiceWorkerTools> = {}): ServiceWorkerTools => ({
  ...{ store, container, reload, tabLock: null },
  register: async () => registration,
  noteReload: () => true,
  isUntouched: () => true,
  used: () => [],
  withRuntime: true,
  onKept: () => {},
  onTimeToAsk: () => {},
  ...more,
});

const told = () => store.getState().notices.map(({ message }) => message.key);

const press = (place: number) => store.getState().notices[place]?.actions?.[0]?.act();

beforeEach(() => {
  store = createAppStore();
  registration = new FakeRegistration();
  registration.active = new FakeWorker('activated');
  container = Object.assign(new EventTarget(), { controller: registration.active as unknown });
  reload = vi.fn<() => void>();
});

describe('a host without headers', () => {
  beforeEach(() => {
    registration.active = null;
    registration.installing = new FakeWorker('installing');
    container.controller = null;
  });

  it('is reloaded once its first version is active, and nothing is told', async () => {
    void startServiceWorker(tools(), true);
    await vi.waitFor(() => expect(registration.installing).not.toBeNull());
    expect(reload).not.toHaveBeenCalled();
    registration.installing?.become('activated');
    await vi.waitFor(() => expect(reload).toHaveBeenCalledTimes(1));
    expect(told()).toEqual([]);
  });

  it.each([
    ['the visitor has begun', { isUntouched: () => false }],
    ['a reload cannot be remembered, and could repeat', { noteReload: () => false }],
  ])('offers the reload where %s', async (_, more) => {
    const isToBeTold = startServiceWorker(tools(more), true);
    await Promise.resolve();
    registration.installing?.become('activated');
    expect(await isToBeTold).toBe(false);
    expect(reload).not.toHaveBeenCalled();
    expect(told()).toEqual(['notice.reloadToIsolate']);
    press(0);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['none can be registered', () => Promise.reject(new Error('refused'))],
    ['it cannot be installed', async () => registration],
  ])('is left as it is where %s', async (_, register) => {
    const isToBeTold = startServiceWorker(tools({ register }), true);
    await Promise.resolve();
    registration.installing?.become('redundant');
    expect(await isToBeTold).toBe(true);
    expect(reload).not.toHaveBeenCalled();
  });
});

it.each([true, false])('keeps what was used, with the runtime: %s', async (withRuntime) => {
  const isKept = new Promise<void>((onKept) => {
    void startServiceWorker(tools({ withRuntime, used: () => ['https://host.test/a.js'], onKept }), false);
  });
  await isKept;
  expect(registration.active?.posted).toEqual([
    { type: 'keep', used: ['https://host.test/a.js'], withRuntime },
  ]);
});

describe('a new version', () => {
  it('is announced, and takes over when the visitor says so', async () => {
    await startServiceWorker(tools(), false);
    const next = registration.install();
    expect(told()).toEqual(['notice.newVersion']);
    expect(next.posted).toEqual([]);
    press(0);
    await vi.waitFor(() => expect(next.posted).toEqual([{ type: 'take-over' }]));
    expect(reload).not.toHaveBeenCalled();
    container.dispatchEvent(new Event('controllerchange'));
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('that was waiting already is announced', async () => {
    registration.waiting = new FakeWorker('installed');
    await startServiceWorker(tools(), false);
    expect(told()).toEqual(['notice.newVersion']);
  });

  it('waits until no tab computes', async () => {
    let free = (_: () => void) => {};
    const tabLock = {
      ifFree: async () => null,
      wait: () => new Promise<() => void>((resolve) => (free = resolve)),
    };
    await startServiceWorker(tools({ tabLock }), false);
    const next = registration.install();
    press(0);
    await vi.waitFor(() => expect(told()).toContain('notice.newVersionLater'));
    expect(next.posted).toEqual([]);
    free(() => {});
    await vi.waitFor(() => expect(next.posted).toEqual([{ type: 'take-over' }]));
  });

  it('that another tab asked for does not replace this tab’s, which says so', async () => {
    await startServiceWorker(tools(), false);
    container.dispatchEvent(new Event('controllerchange'));
    expect(reload).not.toHaveBeenCalled();
    expect(told()).toEqual(['notice.otherVersion']);
  });

  it('is none where the page had no service worker before', async () => {
    container.controller = null;
    await startServiceWorker(tools(), false);
    registration.install();
    container.dispatchEvent(new Event('controllerchange'));
    expect(told()).toEqual([]);
    expect(reload).not.toHaveBeenCalled();
  });

  it('is asked for when it is time', async () => {
    let askNow = () => {};
    const onTimeToAsk = (callback: () => void) => {
      askNow = callback;
    };
    await startServiceWorker(tools({ onTimeToAsk }), false);
    expect(registration.update).not.toHaveBeenCalled();
    askNow();
    expect(registration.update).toHaveBeenCalledTimes(1);
  });
});
