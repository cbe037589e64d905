import type { Page } from '@playwright/test';
import { expect, expectPicture, test } from './fixtures.ts';

let site: string;

test.beforeAll(({ chartsUrl }) => {
  site = chartsUrl;
});

async function open(page: Page, width: number, search: string) {
  await page.setViewportSize({ width, height: 480 });
  await page.goto(`${site}${search}`);
  await page.evaluate(() => atRest());
}

/** Moves the pointer to a batch size on the axis. */
async function pointAt(page: Page, batchSize: number) {
  const tick = page.locator('.recharts-xAxis-tick-labels').getByText(String(batchSize), { exact: true });
  const box = await tick.boundingBox();
  if (box === null) throw new Error(`The axis has no tick for batch size ${batchSize}.`);
  await page.mouse.move(box.x + box.width / 2, box.y - 100);
  await page.mouse.move(box.x + box.width / 2, box.y - 101);
  await expect(page.getByText(`Batch size ${batchSize}`, { exact: true })).toBeVisible();
  await page.evaluate(() => atRest());
}

test('looks as drawn with lines of several pair counts, as in a comparison', async ({ page }) => {
  await open(page, 892, '?scheme=light');
  await expectPicture(page, 'throughput-chart-counts');
  await pointAt(page, 32);
  await expectPicture(page, 'throughput-chart-tooltip');
  await open(page, 390, '?scheme=dark');
  await expectPicture(page, 'throughput-chart-phone');
});

test('writes the best batch of each line beside it', async ({ page }) => {
  await open(page, 892, '');
  for (const caption of ['16 · 64/s', '8 · 57/s', '4 · 45/s']) {
    await expect(page.getByRole('img').getByText(caption, { exact: true })).toBeVisible();
  }
  await expect(page.getByRole('img').getByText(/^2 · 1[79]\/s$/)).toHaveCount(3);
});

test('compares all lines at a batch size, with what became of each', async ({ page }) => {
  await open(page, 892, '');
  await pointAt(page, 32);
  const tooltip = page.getByRole('table');
  await expect(tooltip.getByText('out of memory')).toHaveCount(2);
  await expect(tooltip.getByText(/larger than the maximum binding size/)).toHaveCount(2);
  await expect(tooltip.getByText('The worker ended without a word.')).toBeVisible();
  await pointAt(page, 8);
  await expect(tooltip.getByRole('row', { name: '50 pairs 57.3 55.1–59.6 873 ms' })).toBeVisible();
});

test('keeps within a narrow phone, tooltips included', async ({ page }) => {
  await open(page, 360, '');
  for (const batchSize of [1, 8, 32]) {
    await pointAt(page, batchSize);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  }
});

test('draws its axes before there is anything to show', async ({ page }) => {
  await open(page, 892, '?empty');
  await expect(page.locator('.recharts-xAxis-tick-labels text')).toHaveText(['1', '2', '4', '8', '16', '32']);
});

test('stops nobody who moves by keyboard', async ({ page }) => {
  await open(page, 892, '');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
});
