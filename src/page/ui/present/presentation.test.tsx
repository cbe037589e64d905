// @vitest-environment happy-dom
import { act } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { button, mountedPage, press } from '../testing/mounted-page.tsx';
import { PresentButton } from './present-button.tsx';
import { Presentation } from './presentation.tsx';

describe('a presentation', () => {
  const { store, draw } = mountedPage();
  const isOn = () => 'presenting' in document.documentElement.dataset;

  beforeEach(async () => {
    await draw(
      <>
        <PresentButton />
        <Presentation />
      </>,
    );
  });

  const begin = () =>
    act(async () => {
      button('Present')?.focus();
      button('Present')?.click();
    });

  it('shows a result in large type until Escape, which gives the focus back', async () => {
    await begin();
    expect(isOn()).toBe(true);
    expect(store.getState().shownResult).toBe('throughput');
    expect(document.activeElement).toBe(button('Leave (Esc)'));
    await act(async () => {
      window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    });
    expect(isOn()).toBe(false);
    await vi.waitFor(() => expect(document.activeElement).toBe(button('Present')));
  });

  it('ends with its button, and with the full screen', async () => {
    await begin();
    await press('Leave (Esc)');
    expect(isOn()).toBe(false);
    await begin();
    Object.defineProperty(document, 'fullscreenElement', { value: null, configurable: true });
    await act(async () => {
      document.dispatchEvent(new Event('fullscreenchange'));
    });
    expect(isOn()).toBe(false);
  });
});
