// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createI18n } from '../../app/testing/create-i18n.ts';
import { AppContext } from '../../store/app-context.ts';
import { type AppStore, createAppStore } from '../../store/app-state.ts';
import { storyServices } from '../testing/story-services.ts';
import { PresentButton } from './present-button.tsx';
import { Presentation } from './presentation.tsx';

describe('a presentation', () => {
  let root: Root;
  let store: AppStore;
  const find = (text: string) =>
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent === text);
  const isOn = () => 'presenting' in document.documentElement.dataset;

  beforeEach(async () => {
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
    document.body.innerHTML = '<div id="root"></div>';
    root = createRoot(document.getElementById('root') as HTMLElement);
    store = createAppStore();
    await act(async () =>
      root.render(
        <I18nextProvider i18n={createI18n('en')}>
          <AppContext.Provider value={{ store, services: storyServices(store) }}>
            <MantineProvider env="test">
              <PresentButton />
              <Presentation />
            </MantineProvider>
          </AppContext.Provider>
        </I18nextProvider>,
      ),
    );
  });
  afterEach(async () => {
    await act(async () => root.unmount());
    vi.unstubAllGlobals();
  });

  const begin = () =>
    act(async () => {
      find('Present')?.focus();
      find('Present')?.click();
    });

  it('shows a result in large type until Escape, which gives the focus back', async () => {
    await begin();
    expect(isOn()).toBe(true);
    expect(store.getState().shownResult).toBe('throughput');
    expect(document.activeElement).toBe(find('Leave (Esc)'));
    await act(async () => {
      window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    });
    expect(isOn()).toBe(false);
    await vi.waitFor(() => expect(document.activeElement).toBe(find('Present')));
  });

  it('ends with its button, and with the full screen', async () => {
    await begin();
    await act(async () => find('Leave (Esc)')?.click());
    expect(isOn()).toBe(false);
    await begin();
    Object.defineProperty(document, 'fullscreenElement', { value: null, configurable: true });
    await act(async () => {
      document.dispatchEvent(new Event('fullscreenchange'));
    });
    expect(isOn()).toBe(false);
  });
});
