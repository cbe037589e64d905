import type { Page } from '@playwright/test';

/**
 * Lets a test say that the page is hidden, which headless Chromium never is. Call it before opening the page.
 */
export async function canHide(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let hidden = false;
    Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });
    addEventListener('test-visibility', (event) => {
      hidden = (event as CustomEvent<boolean>).detail;
      document.dispatchEvent(new Event('visibilitychange'));
    });
  });
}

export const setHidden = (page: Page, hidden: boolean): Promise<unknown> =>
  page.evaluate((detail) => dispatchEvent(new CustomEvent('test-visibility', { detail })), hidden);
