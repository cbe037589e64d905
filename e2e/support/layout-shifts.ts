import type { Page } from '@playwright/test';

declare global {
  var layoutShifts: number[];
}

/**
 * Adds up how far things on the page moved although no visitor moved them, from its next loading on: the
 * browser's own scores, https://web.dev/articles/cls, of which 0.1 is "good" for the worst five seconds.
 */
export async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    globalThis.layoutShifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput } = entry as unknown as { value: number; hadRecentInput: boolean };
        if (!hadRecentInput) globalThis.layoutShifts.push(value);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return () => page.evaluate(() => globalThis.layoutShifts.reduce((sum, shift) => sum + shift, 0));
}
