// @vitest-environment happy-dom
import { act } from 'react';
import { describe, expect, it } from 'vitest';
import type { FileProgress } from '../../../worker/protocol/messages.ts';
import { mountedPage } from '../testing/mounted-page.tsx';
import { FileBars, shareLoaded } from './file-bars.tsx';

const config: FileProgress = { file: 'config.json', loadedBytes: 1000, totalBytes: 1000, done: true };
const model: FileProgress = { file: 'onnx/model.onnx', loadedBytes: 2e8, totalBytes: 1e9, done: false };

describe('how a download comes on', { timeout: 30_000 }, () => {
  const { store, draw } = mountedPage();

  const show = (files: readonly FileProgress[]) => draw(<FileBars files={files} />);
  const line = () => document.querySelector('[data-testid="download"]')?.firstElementChild?.textContent;
  const status = () => document.querySelector('[role="status"]')?.textContent;

  it('is told for all files together, with speed and time left once they are known', async () => {
    await show([config, model]);
    expect(line()).toBe('200 MB of 1 GB');
    await act(async () => store.getState().setDownloadPace({ bytesPerSecond: 2.5e6, remainingMs: 330_000 }));
    expect(line()).toBe('200 MB of 1 GB · 2.5 MB/s · about 5 min 30 sec left');
  });

  it('tells no total while the size of a file is not known', async () => {
    await show([config, { ...model, totalBytes: null }]);
    expect(line()).toBe('200 MB');
  });

  it('says that the connection is lost in place of a speed that is true no more', async () => {
    store.getState().setDownloadPace({ bytesPerSecond: 2.5e6, remainingMs: 330_000 });
    await show([config, model]);
    expect(status()).toBe('');
    await show([config, { ...model, isWaiting: true }]);
    expect(line()).toBe('200 MB of 1 GB');
    expect(status()).toMatch(/^Connection lost, retrying/);
    expect(document.querySelector('ul')?.textContent).toContain('waiting…');
  });

  it('is over with the last file', async () => {
    await show([config, { ...model, loadedBytes: 1e9, done: true }]);
    expect(line()).toBeUndefined();
  });
});

describe('shareLoaded', () => {
  it('weighs files by their size', () => {
    const files = [
      { file: 'a', loadedBytes: 100, totalBytes: 100, done: true },
      { file: 'b', loadedBytes: 150, totalBytes: 300, done: false },
    ];
    expect(shareLoaded(files)).toBe(250 / 400);
  });

  it('leaves out files of unknown size until they are done', () => {
    const known = { file: 'a', loadedBytes: 50, totalBytes: 100, done: false };
    const unknown = { file: 'b', loadedBytes: 900, totalBytes: null, done: false };
    expect(shareLoaded([known, unknown])).toBe(0.5);
    expect(shareLoaded([known, { ...unknown, done: true }])).toBe(950 / 1000);
    expect(shareLoaded([])).toBe(0);
  });
});
