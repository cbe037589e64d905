import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { runRecordSchema } from '../src/core/document/run-record.ts';
import { smallSweep } from './support/bench-page.ts';
import { expect, test } from './support/fixtures.ts';
import { words } from './support/words.ts';

/** Most stops from the top of the page to anything that a visitor needs. */
const mostStops = 60;

/**
 * Presses Tab until the target has the focus. Every stop on the way must be in sight and marked: by an outline
 * or a shadow of its own or of what it labels, or by a border where one can type.
 */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < mostStops; stop++) {
    await page.keyboard.press('Tab');
    const at = await target.evaluate((wanted) => {
      const focused = document.activeElement;
      if (focused === null || focused === document.body) return { fault: 'nothing has the focus' };
      const shown = [focused, focused.nextElementSibling, focused.parentElement].filter(
        (one) => one !== null,
      );
      const isMarked = shown.some((one) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
      });
      const isField = focused.matches('input:not([type="radio"], [type="checkbox"]), select, textarea');
      const isInSight = shown.slice(0, 2).some((one) => {
        const { left, right, top, bottom, width, height } = one.getBoundingClientRect();
        const isInside = left < innerWidth && right > 0 && top < innerHeight && bottom > 0;
        return isInside && width > 3 && height > 3;
      });
      const name = focused.outerHTML.slice(0, 200);
      return {
        fault: isInSight ? (isMarked || isField ? null : `not marked: ${name}`) : `out of sight: ${name}`,
        isThere: focused === wanted,
      };
    });
    expect(at.fault).toBeNull();
    if (at.isThere === true) return;
  }
  throw new Error(`The focus does not reach ${target} in ${mostStops} stops.`);
}

test('the keyboard alone leads from the first visit to an exported record', async ({ bench }) => {
  const { page } = bench;
  await bench.open(smallSweep);
  await tabTo(page, bench.runButton);
  await page.keyboard.press('Enter');
  await bench.expectRunState('done');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent), 'Stop gives the focus back')
    .toBe(words.actions.run);

  const save = page.getByRole('button', { name: words.exports.menu, exact: true });
  await tabTo(page, save);
  await page.keyboard.press('Enter');
  const json = page.getByRole('menuitem', { name: words.exports.file.json, exact: true });
  await expect(page.getByRole('menu')).toBeVisible();
  for (let item = 0; item < 10; item++) {
    if (await json.evaluate((one) => one === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await expect(json).toBeFocused();
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const record = runRecordSchema.parse(JSON.parse(await readFile(await (await download).path(), 'utf8')));
  expect(record.state).toBe('done');
  await expect(save).toBeFocused();
});
