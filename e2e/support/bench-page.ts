import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
// For the type of `globalThis.rerankBench`.
import { type RunRecord, runRecordSchema } from '../../src/core/document/run-record.ts';
import type {} from '../../src/page/app/page-api.ts';
import { words } from './words.ts';

/** A sweep of a few seconds with the built-in model. One of its six cells is skipped. */
export const smallSweep = { batchSizes: '1,2,4', pairCounts: '2,4', repetitions: '2' } as const;

/** The same cells without a calibration, for hub models. */
export const hubSweep = { ...smallSweep, workers: '1' } as const;

/** The same cells for long enough that a test can act during the sweep. */
export const longSweep = { ...smallSweep, repetitions: '1000' } as const;

/** The shapes of src/page/ui/charts/line-marks.tsx: circle, square, triangle, diamond. */
const markers = 'circle[r="4.3"], path[d^="M-3.7-3.7h"], path[d^="M0-4.8L"], path[d^="M0-5L"]';

/** One row of a ranking. */
export interface ShownRank {
  readonly oldPlace: number;
  readonly newPlace: number;
  readonly score: number;
}

/** The page, used as a visitor would. */
export class BenchPage {
  readonly page: Page;
  /** Query and documents: in the Rank tab, or in a drawer. */
  readonly editor: Locator;
  readonly query: Locator;
  readonly documents: Locator;
  readonly rows: Locator;
  readonly notices: Locator;
  readonly ranking: Locator;
  readonly rankingRows: Locator;
  readonly rankButton: Locator;
  readonly runButton: Locator;
  readonly stopButton: Locator;
  readonly progress: Locator;
  readonly chart: Locator;
  /** Points in the plot: cells that are measured or at least warmed up. */
  readonly chartPoints: Locator;
  readonly summary: Locator;
  readonly cells: Locator;
  readonly gpuBadge: Locator;
  /** The model select, which opens a list that can be searched. */
  readonly modelSelect: Locator;
  /** The files that the hub has of the chosen model. */
  readonly hubFiles: Locator;
  /** What each lane will run with, or why it cannot run. */
  readonly laneOutlook: Locator;

  constructor(page: Page) {
    this.page = page;
    this.editor = page.getByTestId('input-editor');
    this.query = page.getByRole('textbox', { name: words.query.label, exact: true });
    this.documents = page.getByTestId('documents');
    this.rows = page.getByTestId('document-row');
    this.notices = page.getByTestId('notices');
    this.ranking = page.getByTestId('ranking');
    this.rankingRows = page.getByTestId('ranking-row');
    this.rankButton = page.getByRole('button', { name: words.actions.rank, exact: true });
    this.runButton = page.getByRole('button', { name: words.actions.run, exact: true });
    this.stopButton = page.getByRole('button', { name: words.actions.stop, exact: true });
    this.progress = page.getByTestId('progress');
    this.chart = page.getByTestId('chart');
    this.chartPoints = this.chart.getByRole('img').locator(markers);
    this.summary = page.getByTestId('summary');
    this.cells = page.getByTestId('cell-row');
    this.gpuBadge = page.getByTestId('gpu-badge');
    this.modelSelect = page.getByRole('combobox', { name: words.model.label, exact: true });
    this.hubFiles = page.getByTestId('hub-files');
    this.laneOutlook = page.getByTestId('lane-outlook');
  }

  /** Opens the page with settings in its address and waits until it is ready. */
  async open(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.page.goto(`./?${new URLSearchParams(settings)}`);
    await this.ready();
  }

  async ready(): Promise<void> {
    await expect(this.runButton.or(this.stopButton)).toBeVisible();
    await this.page.evaluate(() => rerankBench.ready);
  }

  /** Opens what the header's chip tells of the GPU, expects these texts in it, and closes it. */
  async expectGpuFacts(...texts: readonly string[]): Promise<void> {
    await this.gpuBadge.getByRole('button').click();
    for (const text of texts) await expect(this.page.getByTestId('gpu-facts')).toContainText(text);
    await this.page.keyboard.press('Escape');
    await expect(this.page.getByTestId('gpu-facts')).toHaveCount(0);
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** Turns to the Rank tab, where query, documents and Rank are, unless an editor is open already. */
  async editDocuments(): Promise<void> {
    if (await this.editor.isVisible()) return;
    await this.page.getByRole('tab', { name: words.tabs.ranking, exact: true }).click();
    await expect(this.editor).toBeVisible();
  }

  /** Types a query in place of the one there is. */
  async ask(query: string): Promise<void> {
    await this.editDocuments();
    await this.query.fill(query);
  }

  async expectQuery(query: string): Promise<void> {
    await this.editDocuments();
    await expect(this.query).toHaveValue(query);
  }

  /** Chooses a sample set by its button. */
  async chooseSample(id: keyof typeof words.samples): Promise<void> {
    await this.editDocuments();
    await this.documents.getByRole('button', { name: words.samples[id] }).click();
  }

  /** Replaces query and documents through the page API. */
  async setInput(query: string, documents: readonly string[]): Promise<void> {
    const pairs = documents.map((document) => ({ query, document }));
    await this.page.evaluate((input) => rerankBench.setInput(input), pairs);
  }

  /** The documents in the editor, in order. Only correct if all rows are in view. */
  documentTexts(): Promise<string[]> {
    return this.rows.evaluateAll((rows) =>
      rows
        .sort((a, b) => Number(a.dataset.place) - Number(b.dataset.place))
        .map(
          (row) => row.querySelector('[data-row]')?.textContent ?? row.querySelector('textarea')?.value ?? '',
        ),
    );
  }

  /** Waits until the editor holds these documents in this order. */
  async expectDocuments(texts: readonly string[]): Promise<void> {
    await this.editDocuments();
    await expect.poll(() => this.documentTexts()).toEqual(texts);
  }

  /** A field of the sweep's settings by its label. */
  field(name: 'maxLength' | 'repetitions'): Locator {
    return this.page.getByRole('textbox', { name: words.sweep[name], exact: true });
  }

  /** The chips of a list setting that are switched on. */
  chips(name: 'batchSizes' | 'pairCounts'): Promise<number[]> {
    return this.page
      .getByRole('group', { name: words.sweep[name], exact: true })
      .locator('button[aria-pressed="true"]')
      .evaluateAll((chips) => chips.map(({ textContent }) => Number(textContent?.replaceAll(',', ''))));
  }

  /** The field that adds values to a list setting. */
  addField(name: 'batchSizes' | 'pairCounts'): Locator {
    const label = words.sweep[name === 'batchSizes' ? 'addBatchSize' : 'addPairCount'];
    return this.page.getByRole('textbox', { name: label, exact: true });
  }

  /** Switches chips on and off, and adds those that are missing, until these alone are on. */
  async setChips(name: 'batchSizes' | 'pairCounts', values: readonly number[]): Promise<void> {
    const group = this.page.getByRole('group', { name: words.sweep[name], exact: true });
    for (const value of values) {
      if ((await this.chips(name)).includes(value)) continue;
      const chip = group.getByRole('button', { name: String(value), exact: true });
      if ((await chip.count()) > 0) await chip.click();
      else {
        await this.addField(name).fill(String(value));
        await this.addField(name).press('Enter');
      }
    }
    for (const value of await this.chips(name)) {
      if (!values.includes(value)) {
        await group.getByRole('button', { name: value.toLocaleString('en'), exact: true }).click();
      }
    }
    expect(await this.chips(name)).toEqual([...values]);
  }

  /** Presses Rank in its tab. */
  async startRank(): Promise<void> {
    await this.editDocuments();
    await this.rankButton.click();
  }

  /** Presses Rank and waits for the ranking. */
  async rank(): Promise<void> {
    await this.startRank();
    await this.expectRanked();
  }

  /** Expects a ranking of the current input and settings. */
  async expectRanked(): Promise<void> {
    // Until then Cancel takes the button's place. A busy machine may need long for fifty documents.
    await expect(this.rankButton).toBeVisible({ timeout: 90_000 });
    await expect(this.rankingRows.first()).toBeVisible();
    await expect(this.rankingFailure).toHaveCount(0);
    await expect(this.ranking.getByText(words.ranking.stale)).toHaveCount(0);
  }

  /** What the ranking did by itself, a paragraph for each step. */
  get rankSteps(): Locator {
    return this.page.getByTestId('rank-steps');
  }

  /** An alert that says why there is no ranking. Doubts about a ranking's scores are alerts too. */
  get rankingFailure(): Locator {
    return this.ranking.getByRole('alert').and(this.page.locator(':not([data-testid="suspect-ranking"])'));
  }

  /** The ranking's rows that are in view, best first. */
  async ranks(): Promise<ShownRank[]> {
    const ranks = await this.rankingRows.evaluateAll((rows) =>
      rows.map(({ dataset }) => ({
        oldPlace: Number(dataset.oldPlace),
        newPlace: Number(dataset.newPlace),
        score: Number(dataset.score),
      })),
    );
    return ranks.sort((a, b) => a.newPlace - b.newPlace);
  }

  /** The row of a cell, in the first lane by default. */
  cell(pairCount: number, batchSize: number, lane = 'lane-1'): Locator {
    return this.page.locator(
      `[data-testid="cell-row"][data-lane="${lane}"][data-pairs="${pairCount}"][data-batch="${batchSize}"]`,
    );
  }

  async expectRunState(...states: readonly string[]): Promise<void> {
    await expect(this.page.locator('html')).toHaveAttribute(
      'data-run-state',
      new RegExp(`^(${states.join('|')})$`),
      { timeout: 90_000 },
    );
  }

  /** Presses Run and waits for the record of the run. */
  async run(): Promise<RunRecord> {
    await this.runButton.click();
    await this.expectRunState('done', 'cancelled', 'failed');
    await this.expectRunState('done');
    return this.record();
  }

  /** The last run's record, checked against its schema. */
  async record(): Promise<RunRecord> {
    return runRecordSchema.parse(await this.page.evaluate(() => rerankBench.getRecord()));
  }

  /** Opens a folded part of the result, if it is not open. */
  async unfold(
    part: 'why' | 'numbers' | 'lanes' | 'doubts' | 'quality' | 'profile' | 'order-before',
  ): Promise<void> {
    const fold = this.page.getByTestId(`fold-${part}`);
    if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
  }

  /** The file that an entry of the *Save* menu saves. */
  async savedFromMenu(item: string): Promise<{ name: string; text: string }> {
    await this.page.getByRole('button', { name: words.exports.menu, exact: true }).click();
    return this.saved(this.page.getByRole('menuitem', { name: item, exact: true }));
  }

  /** The file that a click on the button saves. */
  async saved(button: Locator): Promise<{ name: string; text: string }> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), button.click()]);
    const text = await readFile(await download.path(), 'utf8');
    await download.delete();
    return { name: download.suggestedFilename(), text };
  }

  /** The query string of the address. */
  search(): Record<string, string> {
    return Object.fromEntries(new URL(this.page.url()).searchParams);
  }

  /** Adds files with the button, as text or as bytes. */
  async addFiles(files: Readonly<Record<string, string | Buffer>>): Promise<void> {
    await this.editDocuments();
    const [chooser] = await Promise.all([
      this.page.waitForEvent('filechooser'),
      // The file input behind the button has the same name.
      this.documents.locator('button', { hasText: words.documents.files }).click(),
    ]);
    await chooser.setFiles(
      Object.entries(files).map(([name, content]) => ({
        name,
        mimeType: '',
        buffer: Buffer.from(content as string),
      })),
    );
  }
}
