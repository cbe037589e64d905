import { describe, expect, it, vi } from 'vitest';
import { createAppStore } from '../store/app-state.ts';
import { keepHost } from './kept-host.ts';

function visit(stored: string | null, search = '', host = hub) {
  const store = createAppStore();
  // The page has read the address's settings by then.
  store.getState().changeSettings({ host });
  const saved: string[] = [];
  const address = { search: () => search, replaceSearch: () => {} };
  const aside: unknown[] = [];
  keepHost(
    store,
    address,
    { load: () => stored, save: (host) => saved.push(host) },
    async (what, content) => {
      aside.push([what, content]);
      return true;
    },
  );
  return { store, saved, aside, host: () => store.getState().settings.host };
}

const mirror = 'https://mirror.test/';
const hub = 'https://huggingface.co/';

describe('the hub’s address', () => {
  it('is that of the last visit', () => {
    expect(visit(mirror).host()).toBe(mirror);
    expect(visit(null).host()).toBe(hub);
  });

  it('is the one a link names, where one does', () => {
    const { store, host } = visit(mirror, '?host=https://other.test/');
    expect(host()).toBe(hub);
    expect(store.getState().settings.host).toBe(hub);
  });

  it('is the hub’s own where what is kept is no address any more', () => {
    expect(visit('ftp://mirror.test').host()).toBe(hub);
    expect(visit('').host()).toBe(hub);
  });

  it('is set aside where what is kept is no address, and the default is kept instead', async () => {
    const { saved, aside } = visit('ftp://mirror.test');
    await vi.waitFor(() => expect(saved).toEqual([hub]));
    expect(aside).toEqual([['host', 'ftp://mirror.test']]);
    // The hub of somebody else's link is not saved instead.
    const ofLink = visit('ftp://mirror.test', '?host=https://other.test/', 'https://other.test/');
    await vi.waitFor(() => expect(ofLink.saved).toEqual([hub]));
    expect(ofLink.host()).toBe('https://other.test/');
  });

  it('is remembered when the visitor changes it, and only then', () => {
    const { store, saved } = visit(mirror);
    expect(saved).toEqual([]);
    store.getState().changeSettings({ seed: 2 });
    expect(saved).toEqual([]);
    store.getState().changeSettings({ host: hub });
    expect(saved).toEqual([hub]);
  });
});
