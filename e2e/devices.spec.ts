import { readFile } from 'node:fs/promises';
import { devices } from '../src/core/texts/en/devices.ts';
import { smallSweep } from './support/bench-page.ts';
import { expect, test } from './support/fixtures.ts';
import { words } from './support/words.ts';

test('submitting shows every character, without texts, and why the collection would not take the run', async ({
  bench,
  traffic,
}) => {
  const { page } = bench;
  const secret = 'A sentence that must not leave this machine.';
  await bench.open({ ...smallSweep, label: 'Desk 4', keepText: '1' });
  await bench.editDocuments();
  await bench.ask(secret);
  await bench.run();
  await page.getByRole('button', { name: words.exports.menu, exact: true }).click();
  await page.getByRole('menuitem', { name: words.exports.submit }).click();
  const dialog = page.getByTestId('submission');
  await expect(dialog.getByTestId('objections').locator('[data-code="no-suite"]')).toBeVisible();
  await dialog.getByRole('button', { name: devices.sent.all }).click();
  const shown = dialog.getByTestId('contribution');
  await expect(shown).toContainText('"label": "Desk 4"');
  await dialog.getByRole('textbox', { name: devices.sent.label }).fill('');
  await expect(shown).not.toContainText('Desk 4');
  await expect(shown).not.toContainText(secret);
  await expect(shown).not.toContainText('"pairs"');
  const text = await shown.textContent();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: devices.sent.save }).click(),
  ]);
  expect(await readFile(await download.path(), 'utf8')).toBe(text);
  expect(traffic.offOrigin()).toEqual([]);
});
