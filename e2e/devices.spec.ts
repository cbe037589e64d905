import { readFile } from 'node:fs/promises';
import { collectResults, resultListText } from '../src/core/results/collect-results.ts';
import { soundRun } from '../src/core/results/testing/sound-run.ts';
import { devices } from '../src/core/texts/en/devices.ts';
import { smallSweep } from './support/bench-page.ts';
import { expect, test } from './support/fixtures.ts';
import { words } from './support/words.ts';

// The collection is what a test brings. The service worker would answer for the list from its store.
test.use({ serviceWorkers: 'block' });

const other = soundRun({ id: 'other', device: 'webgpu', msPerPair: 0.5, os: 'Windows' });
const record = { name: 'other.json', text: JSON.stringify(other) };
const collection = collectResults([record], Date.parse(other.startedAt));

test('others’ devices come from the page’s own origin, and the run behind a bar opens read-only', async ({
  bench,
  traffic,
  complaints,
}) => {
  const { page } = bench;
  await page.route('**/results.json', (route) =>
    route.fulfill({ json: JSON.parse(resultListText(collection.list)) }),
  );
  await page.route('**/results/other.json', (route) => route.fulfill({ body: record.text }));
  await bench.open();
  const tab = page.getByRole('tab', { name: words.tabs.devices, exact: true });
  await tab.click();
  const rows = page.getByTestId('device-row');
  await expect(rows.filter({ hasText: devices.reference.mark })).toHaveCount(3);
  const device = rows.filter({ hasText: 'NVIDIA GeForce RTX 4070' });
  await expect(device).toContainText('Windows');

  // Without published figures only what was measured with the page is left.
  await page.getByRole('switch', { name: devices.showReferences }).click();
  await expect(rows).toHaveCount(1);

  await device.getByRole('button').click();
  await expect(page.getByTestId('shown-run')).toContainText(words.shownRun.collectionTitle);

  // A run that is in the collection is not taken again.
  await tab.click();
  await page.getByTestId('submit-run').click();
  await expect(page.getByTestId('objections').locator('[data-code="already-there"]')).toBeVisible();
  expect(traffic.offOrigin()).toEqual([]);
  expect(complaints.uncaught).toEqual([]);
  expect(complaints.errors).toEqual([]);
});

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
