import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect, type Locator, type Page, type TestInfo } from '@playwright/test';
import { chartsPath, openStories, type StoryPage, serveStories } from './story-page.ts';

export { expect };

interface WorkerFixtures {
  /** The address of the folder that holds the stories and the charts. */
  readonly storySite: string;
  readonly stories: StoryPage;
  readonly chartsUrl: string;
}

/** Builds the stories once and opens them once, for all tests of a worker. */
export const test = base.extend<object, WorkerFixtures>({
  storySite: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      const site = await serveStories();
      await use(site.url);
      await site.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  chartsUrl: [async ({ storySite }, use) => use(`${storySite}${chartsPath}`), { scope: 'worker' }],

  stories: [
    async ({ browser, storySite }, use) => {
      const stories = await openStories(browser, storySite);
      await use(stories);
      await stories.page.context().close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

let hasTold = false;

/**
 * The folder of pictures for this system and browser. Each system and each major version of Chromium draws
 * text and curves a little differently. To add a set for yours, run `npx playwright test e2e/pictures
 * --update-snapshots` and look at the new pictures.
 */
function pictureFolder(testInfo: TestInfo, version: string | undefined): string | null {
  const folder = `${process.platform}-chromium-${version?.split('.')[0]}`;
  const isDrawing = ['all', 'changed'].includes(testInfo.config.updateSnapshots);
  if (isDrawing || existsSync(join(import.meta.dirname, folder))) return folder;
  // Playwright lists skipped tests without the reason.
  if (!hasTold) console.warn(noPictures(folder));
  hasTold = true;
  return null;
}

const noPictures = (folder: string) =>
  `There are no pictures for ${folder}. Draw them with: npx playwright test e2e/pictures --update-snapshots`;

/**
 * Expects the part to look as in the picture, where there are pictures for this browser; says so where there
 * are none. A few pixels at the edges of letters and lines may differ, and a colour by what nobody would see.
 */
export async function expectPicture(part: Page | Locator, name: string): Promise<void> {
  const page = 'goto' in part ? part : part.page();
  const testInfo = test.info();
  const folder = pictureFolder(testInfo, page.context().browser()?.version());
  if (folder === null) {
    testInfo.annotations.push({ type: 'no pictures', description: noPictures('this browser') });
    return;
  }
  if (part !== page) await makeRoom(page, part as Locator);
  await expect
    .soft(part as Page)
    .toHaveScreenshot([folder, `${name}.png`], { maxDiffPixels: 20, threshold: 0.05 });
}

/** What header and tabs take at the window's edges, px, as in the page's own style. */
const bars = 176;

/**
 * Makes the window high enough for all of the part. Otherwise the browser would shrink the window to a pixel for the
 * picture and back, which makes the page a phone's for a moment, scrolls it to its top and draws its charts anew.
 */
async function makeRoom(page: Page, part: Locator): Promise<void> {
  const window = page.viewportSize();
  const height = Math.ceil((await part.boundingBox())?.height ?? 0);
  if (window === null || height <= window.height) return;
  await page.setViewportSize({ ...window, height: height + bars });
  await page.evaluate(() => atRest());
  // The header lies over the top of a phone's page, and the tabs over its bottom.
  await part.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const grown = (await part.boundingBox())?.height;
  expect(grown, 'grows with the window, so it cannot be pictured whole').toBeLessThanOrEqual(height);
}
