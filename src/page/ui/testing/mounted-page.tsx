import { MantineProvider } from '@mantine/core';
import type { i18n } from 'i18next';
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, vi } from 'vitest';
import { createI18n } from '../../app/testing/create-i18n.ts';
import { AppContext, type AppServices } from '../../store/app-context.ts';
import { type AppStore, createAppStore } from '../../store/app-state.ts';
import { storyServices } from './story-services.ts';

/** Gives each test of a file or block a new #root. Returns a function that draws there. */
export function mountedRoot(): (children: ReactNode) => Promise<void> {
  let root: Root;
  beforeEach(() => {
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
    // happy-dom has no fonts, and a growing text area listens for their events.
    Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
    document.body.innerHTML = '<div id="root"></div>';
    root = createRoot(document.getElementById('root') as HTMLElement);
  });
  afterEach(async () => {
    await act(async () => root.unmount());
    Reflect.deleteProperty(document, 'fonts');
    vi.unstubAllGlobals();
  });
  return (children) => act(async () => root.render(children));
}

export interface MountedPage {
  readonly store: AppStore;
  /** A test may put functions of its own in place of these. */
  readonly services: AppServices;
  /** Draws parts of the page, in English unless other texts are given. */
  draw(children: ReactNode, texts?: i18n): Promise<void>;
}

/** Gives each test of a file or block all that parts of the page need: a new #root, texts, a fresh store and services. */
export function mountedPage(): MountedPage {
  const drawAtRoot = mountedRoot();
  const store = createAppStore();
  const services = storyServices(store);
  beforeEach(() => {
    store.setState(store.getInitialState(), true);
    Object.assign(services, storyServices(store));
  });
  return {
    store,
    services,
    draw: (children, texts = createI18n('en')) =>
      drawAtRoot(
        <I18nextProvider i18n={texts}>
          <AppContext.Provider value={{ store, services }}>
            <MantineProvider env="test">{children}</MantineProvider>
          </AppContext.Provider>
        </I18nextProvider>,
      ),
  };
}

/** Gives every element a size: happy-dom lays nothing out, and a chart without a size draws nothing. */
export function giveSizes(): void {
  const size = { width: 800, height: 400, top: 0, left: 0, right: 800, bottom: 400, x: 0, y: 0 };
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue({ ...size, toJSON: () => size });
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(size.width);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(size.height);
}

export const byTestId = (id: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-testid="${id}"]`);

/** The button whose whole text is this, or matches it. */
export const button = (name: string | RegExp): HTMLButtonElement | undefined =>
  [...document.querySelectorAll('button')].find(({ textContent }) =>
    typeof name === 'string' ? textContent === name : name.test(textContent),
  );

export async function press(name: string | RegExp): Promise<void> {
  const found = button(name);
  if (found === undefined) throw new Error(`There is no button ${name}.`);
  await act(async () => found.click());
}

/** The text field with this label. */
export function field(label: string): HTMLInputElement | null {
  const found = [...document.querySelectorAll('label')].find(({ textContent }) => textContent === label);
  const input = document.getElementById(found?.htmlFor ?? '');
  return input instanceof HTMLInputElement ? input : null;
}

export async function typeInto(input: Element | null, text: string): Promise<void> {
  if (!(input instanceof HTMLInputElement)) throw new Error(`There is no field to type ${text} into.`);
  await act(async () => {
    // React tracks the element's own setter and ignores what is set through it, so this calls the
    // prototype's.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
