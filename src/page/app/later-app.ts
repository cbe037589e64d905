import type { AppServices } from '../store/app-context.ts';
import type { App } from './create-app.ts';
import type { PageApi } from './page-api-types.ts';

/** What the page can do, usable before the app is there: a call waits for it. */
export function laterServices(app: Promise<App>): AppServices {
  const known = new Map<keyof AppServices, (...values: readonly unknown[]) => Promise<unknown>>();
  const service = (name: keyof AppServices) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const call = async (...values: readonly unknown[]): Promise<unknown> => {
      const { services } = await app;
      return (services[name] as (...all: readonly unknown[]) => unknown)(...values);
    };
    known.set(name, call);
    return call;
  };
  // Every service is a function, and none has a result but a promise.
  return new Proxy({} as AppServices, { get: (_, name) => service(name as keyof AppServices) });
}

/**
 * The page's API before the app is there: `ready`, and the version. Its methods, which may be called once
 * `ready` has resolved, are added to the same object.
 */
export function laterApi(app: Promise<App>, version: string): PageApi {
  const ready = app.then(({ api }) => {
    Object.assign(later, { ...api, ready });
    return api.ready;
  });
  // Whoever waits for it is told. If nobody does, the page's own notice is enough.
  ready.catch(() => undefined);
  const later = { version, ready } as PageApi;
  return later;
}
