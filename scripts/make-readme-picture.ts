import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { openStories, serveStories } from '../e2e/pictures/story-page.ts';
import { canUseSandbox, requireBrowser } from './browser.ts';

/**
 * Draws the README's picture in both themes: `npx tsx scripts/make-readme-picture.ts`. It shows the result of
 * a made-up run and says so.
 */

const docs = join(import.meta.dirname, '..', 'docs');
const mark = 'An example with made-up figures';

const browser = requireBrowser();
const running = await chromium.launch({
  executablePath: browser.path,
  chromiumSandbox: canUseSandbox(browser),
});
const site = await serveStories();
const stories = await openStories(running, site.url);
const { page } = stories;
await stories.show('done');
await page.setViewportSize({ width: 1280, height: 800 });
const result = page.locator('#results');
await result.evaluate((panel, text) => {
  const note = document.createElement('div');
  note.textContent = text;
  Object.assign(note.style, {
    position: 'absolute',
    insetBlockStart: '4rem',
    insetInlineEnd: '0.75rem',
    padding: '0.1rem 0.6rem',
    border: '1px dashed currentColor',
    borderRadius: '1rem',
    fontSize: '0.75rem',
    color: 'var(--mantine-color-dimmed)',
  });
  panel.style.position = 'relative';
  panel.append(note);
}, mark);
for (const colorScheme of ['light', 'dark'] as const) {
  await page.emulateMedia({ colorScheme });
  const picture = await result.screenshot({ animations: 'disabled', scale: 'css' });
  writeFileSync(join(docs, `result-${colorScheme}.png`), picture);
  console.log(`docs/result-${colorScheme}.png: ${(picture.length / 1000).toFixed(0)} kB`);
}
await running.close();
await site.close();
