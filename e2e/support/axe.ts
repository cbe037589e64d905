import { createRequire } from 'node:module';
import type { BrowserContext, Page } from '@playwright/test';

/** Gives every page that the context opens from now on what `axeFindings` needs. */
export const withAxe = (context: BrowserContext) =>
  context.addInitScript({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') });

/** What axe finds on the page as it stands, a line for each element. */
export function axeFindings(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    // A tooltip lies outside all landmarks, and its text is read with what it describes.
    const tooltip = '[role="tooltip"]';
    const regionMatcher = `dialog, [role=dialog], [role=alertdialog], svg, ${tooltip}`;
    axe.configure({ checks: [{ id: 'region', options: { regionMatcher } }] });
    const { violations } = await axe.run(
      { exclude: [[tooltip]] },
      { resultTypes: ['violations'], preload: false, iframes: false },
    );
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
  });
}

declare global {
  var axe: typeof import('axe-core');
}
