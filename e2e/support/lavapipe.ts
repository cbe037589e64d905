import { findLavapipe, isLavapipeRequired } from '../../scripts/lavapipe.ts';
import { browsersAdapter } from './adapter.ts';
import { test as base } from './worker-access.ts';

export { expect } from './worker-access.ts';

/**
 * Tests that compute in half precision on WebGPU. They are skipped where there is no adapter for that, or
 * fail where there has to be one.
 */
export const test = base.extend<{ readonly onLavapipe: undefined }, { readonly absence: string | null }>({
  absence: [
    async ({ browser, site }, use) => {
      const lavapipe = findLavapipe();
      if (lavapipe.state === 'absent') return use(lavapipe.reason);
      const page = await browser.newPage();
      await page.goto(site.url);
      const adapter = await browsersAdapter(page);
      await page.close();
      const isThere = adapter?.isFallbackAdapter === false && adapter.hasHalfPrecision;
      await use(isThere ? null : 'This browser does not offer lavapipe as a WebGPU adapter.');
    },
    { scope: 'worker' },
  ],

  onLavapipe: [
    async ({ absence }, use, { skip }) => {
      if (absence !== null && isLavapipeRequired()) throw new Error(absence);
      skip(absence !== null, absence ?? '');
      await use(undefined);
    },
    { auto: true },
  ],
});
