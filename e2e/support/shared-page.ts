import { BenchPage } from './bench-page.ts';
import { test as base, expect } from './fixtures.ts';
import { words } from './words.ts';

/**
 * Adds `shared`: one page that is opened once, for tests that bring their own input and need no settings and
 * no empty storage. It has no notices when a test begins.
 *
 * A failed test ends Playwright's worker, and with it this page. So the next test gets a new one.
 */
export const test = base.extend<{ readonly shared: BenchPage }, { readonly openedOnce: BenchPage }>({
  openedOnce: [
    async ({ browser, site }, use, { project }) => {
      const { locale, timezoneId, colorScheme, viewport, contextOptions } = project.use;
      const context = await browser.newContext({
        ...contextOptions,
        ...(locale !== undefined && { locale }),
        ...(timezoneId !== undefined && { timezoneId }),
        ...(colorScheme !== undefined && { colorScheme }),
        ...(viewport !== undefined && { viewport }),
        baseURL: site.url,
      });
      const bench = new BenchPage(await context.newPage());
      await bench.open();
      await use(bench);
      await context.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  shared: async ({ openedOnce }, use) => {
    const dismiss = openedOnce.notices.getByRole('button', { name: words.notices.dismiss });
    // Some notices go by themselves meanwhile, so this waits for none of them.
    await dismiss.evaluateAll((buttons) => {
      for (const button of buttons) (button as HTMLElement).click();
    });
    await expect(dismiss).toHaveCount(0);
    await use(openedOnce);
  },
});

export { expect };
