import { expect, it, vi } from 'vitest';
import type { App } from './create-app.ts';
import { laterApi, laterServices } from './later-app.ts';

/** An app that arrives when `arrive` is called. */
function awaited() {
  let resolve: (app: App) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<App>((...both) => {
    [resolve, reject] = both;
  });
  const run = vi.fn(async () => undefined);
  const copyLink = vi.fn(async () => ({ state: 'copied' }));
  const stop = vi.fn();
  const settings = vi.fn(() => ({ pairs: [5] }));
  const parts = {
    services: { run, copyLink },
    api: { ready: Promise.resolve(), version: '2', settings, stop },
  };
  return { app: promise, arrive: () => resolve(parts as unknown as App), fail: reject, run, copyLink, stop };
}

it('does what was asked before the app was there once it is there', async () => {
  const { app, arrive, run, copyLink } = awaited();
  const services = laterServices(app);
  const copied = services.copyLink();
  const ran = services.run();
  expect(run).not.toHaveBeenCalled();
  arrive();
  await ran;
  expect(run).toHaveBeenCalledTimes(1);
  expect(copyLink).toHaveBeenCalledTimes(1);
  expect(await copied).toEqual({ state: 'copied' });
});

it('keeps the identity of a service, which effects depend on', () => {
  const services = laterServices(awaited().app);
  expect(services.run).toBe(services.run);
  expect(services.run).not.toBe(services.rank);
});

it('gives programs one object, which is complete once it is ready', async () => {
  const { app, arrive, stop } = awaited();
  const api = laterApi(app, '1');
  expect(api.version).toBe('1');
  arrive();
  await api.ready;
  api.stop();
  expect(stop).toHaveBeenCalledTimes(1);
  expect(api.settings()).toEqual({ pairs: [5] });
});

it('tells programs that wait why there is no app', async () => {
  const { app, fail } = awaited();
  const api = laterApi(app, '1');
  fail(new TypeError('Failed to fetch'));
  await expect(api.ready).rejects.toThrow('Failed to fetch');
});
