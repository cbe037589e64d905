import type { Page } from '@playwright/test';
import { axeFindings, withAxe } from './support/axe.ts';
import { longSweep, smallSweep } from './support/bench-page.ts';
import { expect, test } from './support/fixtures.ts';
import { words } from './support/words.ts';

// Every state, size and theme is looked at in e2e/pictures/scenes.spec.ts, with plain data.
test('axe finds nothing on the page with a run under way, and with its result', async ({
  bench,
  context,
}) => {
  await withAxe(context);
  await bench.page.emulateMedia({ reducedMotion: 'reduce' });
  await bench.open({ ...longSweep, sample: 'capital-of-france' });
  await bench.gpuBadge.getByRole('button').click();
  expect.soft(await axeFindings(bench.page)).toEqual([]);
  await bench.page.keyboard.press('Escape');
  await bench.runButton.click();
  await bench.stopButton.hover();
  expect.soft(await axeFindings(bench.page)).toEqual([]);
  await bench.stopButton.click();
  await bench.expectRunState('cancelled');
  await bench.page.evaluate((settings) => rerankBench.configure(settings), smallSweep);
  await bench.run();
  expect.soft(await axeFindings(bench.page)).toEqual([]);
});

/** What the browser tells screen readers of each field: a description by the field's name. */
async function fieldDescriptions(page: Page): Promise<ReadonlyMap<string, string>> {
  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send('Accessibility.getFullAXTree');
  const fields = nodes.filter(
    ({ role, ignored }) => !ignored && /^(textbox|combobox|switch|radiogroup)$/.test(role?.value),
  );
  return new Map(fields.map(({ name, description }) => [name?.value ?? '', description?.value ?? '']));
}

test('screen readers read the help of each field', async ({ bench }) => {
  const { page } = bench;
  await bench.open();
  await page.getByRole('button', { name: words.sweep.more }).click();
  await expect(page.getByRole('switch', { name: words.stepDown.setting })).toBeVisible();
  const setUp = await fieldDescriptions(page);
  const { sweep, speed, model } = words;
  expect.soft(setUp.get(sweep.maxLength), 'a text field').toBe(sweep.help.maxLength);
  expect.soft(setUp.get(sweep.addBatchSize), 'chips').toBe(sweep.help.batchSizes);
  expect.soft(setUp.get(model.dtype), 'a small select of several').toBe(model.dtypeHelp);
  expect.soft(setUp.get(speed.runtime), 'a select of several').toBe(speed.help.runtime);
  expect.soft(setUp.get(sweep.truncation), 'a select').toBe(sweep.help.truncation);
  expect.soft(setUp.get(words.stepDown.setting), 'a switch').toBe(words.stepDown.settingHelp);

  await page.getByRole('tab', { name: words.tabs.load }).click();
  await page.getByText(words.load.allSettings).click();
  await expect(page.getByRole('radiogroup', { name: words.load.arrivals })).toBeVisible();
  const load = await fieldDescriptions(page);
  expect.soft(load.get(words.load.field.duration)).toBe(words.load.help.duration);
  expect.soft(load.get(words.load.arrivals), 'a choice').toBe(words.load.patternHelp.poisson);
  const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
  expect(ids).toEqual([...new Set(ids)]);
});
