import { describe, expect, it } from 'vitest';
import { createAppStore } from '../store/app-state.ts';
import { keepAddress, readAddress } from './address-sync.ts';

function opened(search: string) {
  const store = createAppStore();
  const written: string[] = [];
  const bar = { search: () => search, replaceSearch: (text: string) => written.push(text) };
  readAddress(store, bar);
  keepAddress(store, bar);
  return { store, written };
}

describe('the address', () => {
  it('sets what it names', () => {
    const { settings } = opened('?batchSizes=1,8&device=wasm&label=lab+3').store.getState();
    expect(settings).toMatchObject({ batchSizes: [1, 8], device: ['wasm'], label: 'lab 3', maxLength: 512 });
  });

  it('names in a notice each what it cannot use, and keeps the default', () => {
    const { settings, notices } = opened('?maxLength=abc&colour=red&batchSizes=4').store.getState();
    expect(settings).toMatchObject({ maxLength: 512, batchSizes: [4] });
    expect(notices.map(({ message }) => [message.key, message.values?.name])).toEqual([
      ['notice.badSetting', 'maxLength'],
      ['notice.unknownSetting', 'colour'],
    ]);
  });

  it('follows the settings, non-defaults only and legible', () => {
    const { store, written } = opened('');
    store.getState().changeSettings({ batchSizes: [1, 2], host: 'http://127.0.0.1:9/' });
    expect(written.at(-1)).toBe('batchSizes=1,2&host=http://127.0.0.1:9/');
    store.getState().changeSettings({ batchSizes: [1, 2, 4, 8, 16, 32], host: 'https://huggingface.co/' });
    expect(written.at(-1)).toBe('');
  });
});
