import { afterEach, expect, it, vi } from 'vitest';
import { watchDevices } from './device-watch.ts';

const words = { vendor: 'nvidia', architecture: 'lovelace', device: '', description: '' };

/** A browser whose adapter and device say these words. */
function browserWith(adapterInfo: object, deviceInfo?: object) {
  class FakeAdapter {
    readonly info = adapterInfo;
    async requestDevice() {
      return {
        lost: new Promise(() => {}),
        addEventListener: () => {},
        ...(deviceInfo && { adapterInfo: deviceInfo }),
      };
    }
  }
  vi.stubGlobal('GPUAdapter', FakeAdapter);
  vi.stubGlobal('GPUQueue', class {});
  return new FakeAdapter();
}

afterEach(() => vi.unstubAllGlobals());

it('knows the adapter of the device that was made, in the device’s own words', async () => {
  const adapter = browserWith({ ...words, vendor: 'intel' }, { ...words, isFallbackAdapter: false });
  const watch = watchDevices();
  expect(watch.adapter()).toBeNull();
  await adapter.requestDevice();
  expect(watch.adapter()).toEqual({ ...words, isFallbackAdapter: false });
});

it('takes the words of the adapter where the browser’s devices have none', async () => {
  const adapter = browserWith(words);
  const watch = watchDevices();
  await adapter.requestDevice();
  expect(watch.adapter()).toEqual({ ...words, isFallbackAdapter: false });
});
