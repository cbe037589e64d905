import type { Locator } from '@playwright/test';
import { texts as words } from '../../src/core/texts/en/index.ts';
import { expect, test } from './fixtures.ts';
import { openStories } from './story-page.ts';

/** Smallest side of a control that a finger meets, px. Bottom tabs and the main button are larger. */
const finger = 24;

async function side(control: Locator): Promise<number> {
  const box = await control.boundingBox();
  return Math.min(box?.width ?? 0, box?.height ?? 0);
}

test('a finger reaches tabs, chips, the documents and the views of a result', async ({
  browser,
  storySite,
}) => {
  const stories = await openStories(browser, storySite, { hasTouch: true, isMobile: true });
  const { page } = stories;
  const tab = (name: string) => page.getByRole('tab', { name, exact: true });
  await stories.show('done', 'phone');

  for (const one of await page.getByRole('tab').all()) expect(await side(one)).toBeGreaterThanOrEqual(44);
  await tab(words.tabs.setup).tap();
  await expect(page.getByRole('tabpanel')).toHaveAccessibleName(words.tabs.setup);
  const chips = page.getByRole('group', { name: words.sweep.batchSizes, exact: true }).getByRole('button');
  for (const chip of await chips.all()) expect(await side(chip)).toBeGreaterThanOrEqual(finger);
  await chips.first().tap();
  await expect(chips.first()).toHaveAttribute('aria-pressed', 'false');

  await page.getByRole('button', { name: words.inputEditor.edit }).tap();
  const sheet = page.getByRole('dialog');
  await expect(sheet).toBeInViewport();
  // The list scrolls by itself, between the query above it and the field for a new document below.
  await expect(sheet.getByRole('textbox', { name: words.query.label, exact: true })).toBeInViewport();
  await expect(sheet.getByRole('textbox', { name: words.documents.add })).toBeInViewport();
  await sheet.getByRole('button', { name: words.inputEditor.close }).tap();
  await expect(sheet).toBeHidden();

  await tab(words.tabs.throughput).tap();
  await page.getByText(words.chartChoice.latency, { exact: true }).tap();
  await expect(page.getByTestId('latency-chart')).toBeVisible();
  await page.context().close();
});
