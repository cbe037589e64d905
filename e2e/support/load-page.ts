import { expect, type Locator } from '@playwright/test';
import type { LoadTestRecord } from '../../src/core/document/load-test-record.ts';
import type { RunRecord } from '../../src/core/document/run-record.ts';
import type {} from '../../src/page/app/page-api.ts';
import type { BenchPage } from './bench-page.ts';
import { words } from './words.ts';

/** The tab of load tests, used as a visitor would. */
export class LoadPage {
  readonly bench: BenchPage;
  readonly tab: Locator;
  readonly setUp: Locator;
  readonly startButton: Locator;
  readonly stopButton: Locator;
  /** The answer in large type: what the planner found. */
  readonly verdict: Locator;
  /** What the live test found, in a sentence. */
  readonly headline: Locator;
  readonly policies: Locator;
  readonly prediction: Locator;
  readonly charts: Locator;
  readonly planner: Locator;

  constructor(bench: BenchPage) {
    const { page } = bench;
    this.bench = bench;
    this.tab = page.getByRole('tab', { name: words.tabs.load });
    this.setUp = page.getByTestId('load-setup');
    this.startButton = page.getByRole('button', { name: words.load.start, exact: true });
    this.stopButton = page.getByRole('button', { name: words.load.stop, exact: true });
    this.verdict = page.getByTestId('load-verdict');
    this.headline = page.getByTestId('load-headline');
    this.policies = page.getByTestId('policy-table');
    this.prediction = page.getByTestId('prediction-table');
    this.charts = page.getByTestId('load-charts');
    this.planner = page.getByTestId('planner');
  }

  /** Opens the page with settings in its address, and then the tab. */
  async open(settings: Readonly<Record<string, string>>): Promise<void> {
    await this.bench.open({ device: 'wasm', ...settings });
    await this.tab.click();
    await expect(this.startButton).toBeEnabled();
  }

  /** Waits for the record of a load test. */
  async ended(...states: readonly string[]): Promise<RunRecord> {
    await this.bench.expectRunState('done', 'cancelled', 'failed');
    await this.bench.expectRunState(...states);
    return this.bench.record();
  }

  async run(): Promise<RunRecord> {
    await this.startButton.click();
    return this.ended('done');
  }

  /** Unfolds the doubts and expects this one among them. */
  async expectDoubt(text: string): Promise<void> {
    const fold = this.bench.page.getByTestId('fold-load-doubts');
    if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
    await expect(fold.getByText(text).first()).toBeVisible();
  }

  /** Waits until the current test has answered this many requests. */
  async answered(count: number): Promise<void> {
    const soFar = () =>
      this.bench.page.evaluate(() => {
        const progress = rerankBench.progress();
        return progress?.kind === 'run' ? (progress.load?.answered ?? 0) : 0;
      });
    await expect.poll(soFar, { timeout: 60_000 }).toBeGreaterThanOrEqual(count);
  }
}

/** Checks what is true of every load test: each arrival has one outcome, and the counts match the columns. */
export function expectWhole({ arrivals, batches, counts }: LoadTestRecord): void {
  const many = arrivals.outcome.length;
  const { arrivals: all, pairsAnswered: _, ...byOutcome } = counts;
  expect(all).toBe(many);
  expect(Object.values(byOutcome).reduce((sum, one) => sum + one, 0)).toBe(many);
  for (const column of Object.values(arrivals)) expect(column).toHaveLength(many);
  for (const column of Object.values(batches)) expect(column).toHaveLength(batches.ms.length);
  for (const [place, computing] of arrivals.computingMs.entries()) {
    expect(computing).toBeLessThanOrEqual((arrivals.latencyMs[place] ?? 0) + 1e-6);
  }
}
