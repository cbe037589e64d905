import type { Page } from '@playwright/test';
import { recordToFragment } from '../src/core/document/permalink.ts';
import type { RunRecord } from '../src/core/document/run-record.ts';
import { exampleRecord } from '../src/core/document/testing/example-record.ts';
import { type BenchPage, smallSweep } from './support/bench-page.ts';
import { expect, test } from './support/fixtures.ts';
import { sentence, words } from './support/words.ts';

const panel = (page: Page) => page.getByTestId('compare');
const differences = (page: Page) => panel(page).getByTestId('difference');
const button = (page: Page, name: string) => panel(page).getByRole('button', { name, exact: true });

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click();
}

/** Ticks a run of the history by the keyboard. */
async function tick(page: Page, id: string): Promise<void> {
  const box = page.locator(`[data-testid="run"][data-run="${id}"]`).getByRole('checkbox');
  await box.focus();
  await page.keyboard.press('Space');
  await expect(box).toBeChecked();
}

/** Opens the comparison from the list of runs. */
async function openComparison(page: Page): Promise<void> {
  await openTab(page, words.tabs.history);
  await page.getByRole('button', { name: words.history.compareOthers, exact: true }).click();
}

async function addLink(page: Page, text: string): Promise<void> {
  await button(page, words.compare.addLink).click();
  await panel(page).getByRole('textbox', { name: words.compare.link }).fill(text);
  await button(page, words.compare.linkAdd).click();
}

async function addFile(page: Page, name: string, record: RunRecord): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    button(page, words.compare.addFile).click(),
  ]);
  await chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(record)) });
}

function linkOf(record: RunRecord): string {
  const written = recordToFragment(record);
  if (written.state !== 'ok') throw new Error('The run does not fit into a link.');
  return written.fragment;
}

/** As many samples as an interval needs. */
const latencies = (mean: number) => [0.99, 1.01, 1, 0.98, 1.02].map((share) => share * mean);

async function twoRuns(bench: BenchPage): Promise<readonly [RunRecord, RunRecord]> {
  await bench.open({ ...smallSweep, sample: 'capital-of-france' });
  const first = await bench.run();
  await bench.field('maxLength').fill('128');
  const second = await bench.run();
  return [first, second];
}

test('two runs of this browser are compared cell by cell, within-run only @full', async ({
  bench,
  context,
  complaints,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = bench;
  const [first, second] = await twoRuns(bench);

  await openComparison(page);
  await expect(panel(page)).toContainText(words.compare.emptyTitle);
  await page.keyboard.press('Enter');
  // The later run first: the earlier one is before all the same.
  await tick(page, second.id);
  await tick(page, first.id);
  await page.getByRole('button', { name: sentence('history.compare', { count: 2 }), exact: true }).focus();
  await page.keyboard.press('Enter');
  const before = panel(page).locator('section[data-side="base"]').getByTestId('compared-run');
  await expect(before).toHaveAttribute('data-run', first.id);

  await expect(differences(page)).toHaveCount(5);
  await expect(panel(page).getByTestId('scope')).toHaveText(words.compare.scope['within-run-only']);
  await expect(panel(page).getByTestId('inputs-differ')).toHaveCount(0);
  await expect(panel(page).getByTestId('what-differs').locator('[data-field="maxLength"]')).toHaveText(
    new RegExp(`${words.compare.field.maxLength}.*512.*128`),
  );
  const chart = panel(page).getByRole('img');
  await expect(chart.locator('[data-point="measured"]')).toHaveCount(6);
  await expect(chart.locator('path[stroke-dasharray="6 4"]')).not.toHaveCount(0);
  await panel(page)
    .getByText(sentence('chart.pairCount', { amount: 2 }), { exact: true })
    .click();
  await expect(chart.locator('[data-point="measured"]')).toHaveCount(4);

  await test.step('Markdown says the same', async () => {
    await button(page, words.compare.copy).click();
    await expect(page.getByText(words.exports.copied, { exact: true })).toBeVisible();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    const overall = await panel(page).getByTestId('overall').locator('strong').innerText();
    expect(text).toContain(overall);
    expect(text).toContain(words.compare.scope['within-run-only']);
    expect(text.match(/^\| \d+ \| \d+ \|/gm)).toHaveLength(5);
  });

  await test.step('a run moves to the other side, and out', async () => {
    const side = (name: 'base' | 'head') => panel(page).locator(`section[data-side="${name}"]`);
    const item = panel(page).locator(`[data-testid="compared-run"][data-run="${second.id}"]`);
    await item.getByText(words.compare.side.base, { exact: true }).click();
    await expect(side('base').getByTestId('compared-run')).toHaveCount(2);
    await expect(panel(page).getByTestId('overall')).toHaveCount(0);
    await item.getByRole('button').click();
    await expect(item).toHaveCount(0);
  });
  expect(complaints.policyBreaches()).toEqual([]);
  expect(complaints.uncaught).toEqual([]);
});

test('runs from a link and from files are compared, and different inputs are told', async ({ bench }) => {
  const { page } = bench;
  await bench.open();
  await openComparison(page);
  const base = exampleRecord({ id: 'a', latenciesMs: latencies(100) });
  const head = exampleRecord({ id: 'b', latenciesMs: latencies(50) });

  await addLink(page, 'https://example.com/');
  await expect(panel(page)).toContainText(words.compare.linkNone);
  await panel(page)
    .getByRole('textbox', { name: words.compare.link })
    .fill(`https://example.com/${linkOf(base)}`);
  await button(page, words.compare.linkAdd).click();
  await expect(panel(page).getByTestId('compared-run')).toHaveCount(1);
  await addFile(page, 'today.json', head);
  await expect(panel(page).getByTestId('overall')).toContainText(/^100 % ± \d+ % faster/);
  await expect(differences(page)).toHaveAttribute('data-verdict', 'faster');

  await test.step('two runs a side say how runs differ', async () => {
    await addFile(page, 'third.json', exampleRecord({ id: 'c', latenciesMs: latencies(51) }));
    await addFile(page, 'fourth.json', exampleRecord({ id: 'd', latenciesMs: latencies(101) }));
    const fourth = panel(page).locator('[data-testid="compared-run"][data-run="d"]');
    await fourth.getByText(words.compare.side.base, { exact: true }).click();
    await expect(panel(page).getByTestId('scope')).toHaveText(
      sentence('compare.scope.between-runs', { base: 2, head: 2 }),
    );
  });

  await test.step('other texts are never compared silently', async () => {
    const other = exampleRecord({ id: 'e', latenciesMs: latencies(50) });
    await addFile(page, 'other.json', { ...other, input: { ...other.input, sha256: 'fff' } });
    await expect(panel(page).getByTestId('inputs-differ')).toHaveText(words.compare.inputsDiffer);
  });

  await test.step('what is no record is refused with the reason', async () => {
    await addFile(page, 'bad.json', { ...head, lanes: 'none' } as unknown as RunRecord);
    await expect(panel(page)).toContainText(words.importProblem['not-a-record']);
    await expect(panel(page).getByTestId('compared-run')).toHaveCount(5);
  });
});
