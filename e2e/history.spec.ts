import type { BrowserContext, Locator, Page } from '@playwright/test';
import type { RunRecord } from '../src/core/document/run-record.ts';
import { BenchPage, longSweep, smallSweep } from './support/bench-page.ts';
import { expect, test } from './support/fixtures.ts';
import { sentence, words } from './support/words.ts';

/** The History tab, used as a visitor would. */
class HistoryTab {
  readonly bench: BenchPage;
  readonly panel: Locator;
  readonly runs: Locator;

  constructor(bench: BenchPage) {
    this.bench = bench;
    this.panel = bench.page.getByTestId('history');
    this.runs = this.panel.getByTestId('run');
  }

  async open(): Promise<void> {
    await this.bench.page.getByRole('tab', { name: words.tabs.history, exact: true }).click();
    await expect(this.panel).toBeVisible();
  }

  button(text: string): Locator {
    return this.panel.getByRole('button', { name: text.replace('{{name}}', '').trim() });
  }

  /** A button of the newest run, by the text that names the run. */
  ofNewest(text: string): Locator {
    return this.runs.first().getByRole('button', { name: text.replace('{{name}}', '').trim() });
  }

  async rename(name: string): Promise<void> {
    await this.ofNewest(words.history.rename).press('Enter');
    await this.bench.page.keyboard.type(name);
    await this.bench.page.keyboard.press('Enter');
    await expect(this.runs.first()).toContainText(name);
  }

  async import(files: Readonly<Record<string, string | Buffer>>): Promise<void> {
    const [chooser] = await Promise.all([
      this.bench.page.waitForEvent('filechooser'),
      this.panel.locator('button', { hasText: words.history.import }).click(),
    ]);
    await chooser.setFiles(
      Object.entries(files).map(([name, content]) => ({
        name,
        mimeType: 'application/json',
        buffer: Buffer.from(content as string),
      })),
    );
  }
}

const samplesOf = ({ lanes }: Pick<RunRecord, 'lanes'>): number[] =>
  lanes.flatMap(({ cells }) => cells.map((cell) => (cell.state === 'measured' ? cell.latencyMs.n : 0)));

/** The numbers of samples that the table shows, for each cell that has samples. */
const shownSamples = (page: Page): Promise<number[]> =>
  page
    .locator('[data-testid="cell-row"][data-state="measured"]')
    .evaluateAll((rows) => rows.map((row) => Number(row.querySelector('td:nth-child(6)')?.textContent)));

async function newPage(context: BrowserContext): Promise<{ bench: BenchPage; history: HistoryTab }> {
  const bench = new BenchPage(await context.newPage());
  return { bench, history: new HistoryTab(bench) };
}

test('a run is kept, shown again after a reload, renamed, deleted and brought back', async ({
  bench,
  complaints,
}) => {
  const history = new HistoryTab(bench);
  await bench.open(smallSweep);
  const record = await bench.run();
  await history.open();
  await expect(history.runs).toHaveCount(1);
  await expect(history.runs).toHaveAttribute('data-state', 'done');
  await history.rename('Before the update');

  await bench.reload();
  // A program that waits for a run must not mistake the restored one for it.
  await bench.expectRunState('idle');
  await expect(bench.page.getByTestId('restored')).toBeVisible();
  expect(await bench.record()).toEqual(record);
  await expect(bench.chartPoints).toHaveCount(3);
  await expect(bench.page.getByTestId('fold-lanes')).toContainText(words.fold.lanes);
  await expect(bench.cell(4, 2)).toHaveAttribute('data-state', 'measured');

  await history.open();
  await expect(history.runs).toContainText('Before the update');
  await expect(history.panel.getByTestId('storage')).toBeVisible();
  await history.ofNewest(words.history.remove).click();
  await expect(history.runs).toHaveCount(0);
  await expect(history.button(words.history.undoOf)).toBeFocused();
  await bench.page.keyboard.press('Enter');
  await expect(history.runs).toContainText('Before the update');

  await history.ofNewest(words.history.open).click();
  await expect(bench.page.getByTestId('shown-run')).toContainText('Before the update');
  await expect(bench.chart).toBeVisible();

  await history.open();
  await history.ofNewest(words.history.remove).click();
  await expect(history.runs).toHaveCount(0);
  await bench.reload();
  await history.open();
  await expect(history.panel).toContainText(words.history.emptyTitle);
  expect(complaints.uncaught).toEqual([]);
  expect(complaints.errors).toEqual([]);
});

test('a page that is closed in mid-sweep leaves an interrupted run with every finished round @full', async ({
  bench,
  context,
}) => {
  await bench.open(longSweep);
  await bench.runButton.click();
  await expect
    .poll(async () => (await shownSamples(bench.page)).filter((n) => n > 5), 'cells with some samples')
    .toHaveLength(5);
  const other = await newPage(context);
  await other.bench.open();
  await other.history.open();
  // Another tab knows that the tab with the run is alive.
  await expect(other.history.runs).toHaveAttribute('data-state', 'running');

  await bench.page.bringToFront();
  const measured = await shownSamples(bench.page);
  expect(measured).toHaveLength(5);
  await bench.page.close();
  // It notices that the run has ended and calls it interrupted.
  await expect(other.history.runs).toHaveAttribute('data-state', 'interrupted');
  await other.bench.page.close();

  const next = await newPage(context);
  await next.bench.open();
  await next.bench.expectRunState('interrupted');
  const record = await next.bench.record();
  expect(record.state).toBe('interrupted');
  const kept = samplesOf(record).filter((n) => n > 0);
  expect(kept).toHaveLength(5);
  // All that the page showed when it was closed is kept, except for the current round.
  expect(Math.min(...kept)).toBeGreaterThanOrEqual(Math.min(...measured));
  await expect(next.bench.cells.and(next.bench.page.locator('[data-state="measured"]'))).toHaveCount(5);

  await next.history.open();
  await expect(next.history.runs).toHaveAttribute('data-state', 'interrupted');
});

test('exporting all, deleting and importing brings every run back @full', async ({ bench }) => {
  const history = new HistoryTab(bench);
  await bench.open({ ...smallSweep, repetitions: '1' });
  const first = await bench.run();
  await bench.run();
  await history.open();
  await expect(history.runs).toHaveCount(2);
  await history.rename('The second');
  const { name, text } = await bench.saved(history.button(words.history.export));
  expect(name).toMatch(/^rerank-bench-history-[\d-]+\.json$/);

  for (const left of [1, 0]) {
    await history.ofNewest(words.history.remove).click();
    await expect(history.runs).toHaveCount(left);
  }
  await bench.reload();
  await history.open();
  await history.import({ [name]: text });
  await expect(history.runs).toHaveCount(2);
  await expect(history.runs.first()).toContainText('The second');
  const loaded = JSON.parse(text) as { runs: { record: RunRecord }[] };
  expect(loaded.runs.map(({ record }) => record)).toContainEqual(first);

  await history.import({ 'again.json': text });
  await expect(history.panel).toContainText(
    sentence('history.importedSome', { file: 'again.json', count: 0, skipped: 2 }),
  );
  await expect(history.runs).toHaveCount(2);
});

test('hostile files are refused, or shown as what they are, and harm nothing @full', async ({
  bench,
  complaints,
}) => {
  const history = new HistoryTab(bench);
  await bench.open({ ...smallSweep, repetitions: '1' });
  const record = await bench.run();
  await history.open();
  await expect(history.runs).toHaveCount(1);

  const refused = (file: string, code: keyof typeof words.importProblem) =>
    expect(history.panel).toContainText(
      sentence('history.importRefused', { file, reason: `importProblem.${code}` }),
    );
  await history.import({ 'page.json': '<!doctype html>' });
  await refused('page.json', 'not-json');
  await history.import({ 'other.json': '{"__proto__": {"polluted": true}, "schema": "elsewhere"}' });
  await refused('other.json', 'not-a-record');
  await history.import({ 'large.json': Buffer.alloc(25_000_000, '[') });
  await refused('large.json', 'too-large');
  await expect(history.runs).toHaveCount(1);

  const markup = '<img src=x onerror="document.title=1"><script>document.title = 2</script>';
  const hostile = {
    schema: 'rerank-bench/archive@1',
    exportedAt: new Date().toISOString(),
    runs: [{ record: { ...record, id: '__proto__', label: markup }, name: markup, note: markup }],
  };
  const text = JSON.stringify(hostile).replace('"schema"', '"__proto__":{"polluted":true},"schema"');
  await history.import({ 'markup.json': text });
  await expect(history.runs).toHaveCount(2);
  const odd = history.panel.locator('[data-run="__proto__"]');
  await expect(odd).toContainText(markup);
  await expect(history.panel.locator('img, script')).toHaveCount(0);
  await odd.getByRole('checkbox').check();
  await odd.getByRole('button').first().click();
  await expect(bench.page.getByTestId('shown-run')).toContainText(markup);
  expect(await bench.page.evaluate(() => 'polluted' in {})).toBe(false);
  await expect(bench.page).toHaveTitle('Rerank Bench');

  await bench.reload();
  // A run from a file does not become this browser's last run.
  expect((await bench.record()).id).toBe(record.id);
  expect(complaints.uncaught).toEqual([]);
});
