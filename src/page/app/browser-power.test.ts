import { describe, expect, it } from 'vitest';
import { browserPower } from './browser-power.ts';

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

function setUp(request: () => Promise<{ release: () => Promise<void> }>) {
  const tab = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState });
  const power = browserPower({ wakeLock: { request: request as never } }, tab as never);
  const show = (visibilityState: DocumentVisibilityState) => {
    tab.visibilityState = visibilityState;
    tab.dispatchEvent(new Event('visibilitychange'));
  };
  return { power, show };
}

describe('keeping the screen awake', () => {
  it('asks at once, again when the tab comes back, and lets go at the end', async () => {
    const log: string[] = [];
    const { power, show } = setUp(async () => {
      log.push('asked');
      return { release: async () => void log.push('released') };
    });
    const letSleep = power.keepAwake();
    await settle();
    show('hidden');
    show('visible');
    await settle();
    letSleep();
    await settle();
    expect(log).toEqual(['asked', 'asked', 'released']);
    show('visible');
    await settle();
    expect(log).toHaveLength(3);
  });

  it('lets go of a lock that came only after the end', async () => {
    const log: string[] = [];
    let grant = (_: { release: () => Promise<void> }) => {};
    const { power } = setUp(() => new Promise((resolve) => (grant = resolve)));
    power.keepAwake()();
    grant({ release: async () => void log.push('released') });
    await settle();
    expect(log).toEqual(['released']);
  });

  it('does without where the browser refuses, or has none', async () => {
    const refused = setUp(async () => {
      throw new DOMException('no', 'NotAllowedError');
    });
    const letSleep = refused.power.keepAwake();
    await settle();
    expect(letSleep).not.toThrow();
    const tab = Object.assign(new EventTarget(), { visibilityState: 'visible' });
    expect(browserPower({}, tab as never).keepAwake()).not.toThrow();
  });
});

describe('the battery', () => {
  const tab = Object.assign(new EventTarget(), { visibilityState: 'visible' }) as never;
  const ask = (getBattery?: () => Promise<{ charging: boolean; level: number }>) =>
    browserPower(getBattery === undefined ? {} : { getBattery }, tab).isOnBattery();

  it('is told where the browser tells', async () => {
    expect(await ask(async () => ({ charging: false, level: 1 }))).toBe(true);
    expect(await ask(async () => ({ charging: true, level: 1 }))).toBe(false);
    expect(await ask()).toBeNull();
    expect(await ask(() => Promise.reject(new Error('blocked by policy')))).toBeNull();
  });
});
