import type { RunRecord } from '../src/core/document/run-record.ts';
import { type BenchPage, hubSweep, smallSweep } from './support/bench-page.ts';
import { rerankerRepository } from './support/hub-models.ts';
import { falsifyRuns, type WrongScores } from './support/score-faults.ts';
import { words } from './support/words.ts';
import { expect, test } from './support/worker-access.ts';

const codes = (record: RunRecord, lane = 0) =>
  record.lanes[lane]?.scoreCheck?.findings.map(({ code }) => code);

/** Expects the scores to be called suspect wherever a result is shown or exported, and never recommended. */
async function expectSuspect(bench: BenchPage, record: RunRecord, code: string): Promise<void> {
  expect(record.lanes[0]?.scoreCheck?.verdict).toBe('suspect');
  expect(record.warnings.map((warning) => warning.code)).toContain('suspect-scores');
  expect(record.recommendations).toEqual([]);
  await expect(bench.summary).toContainText(words.scoreFinding[code as keyof typeof words.scoreFinding]);
  await expect(bench.page.getByTestId('cells-table')).toContainText(words.scoreCheck.suspect);
  await expect(bench.chart).toContainText(words.scoreCheck.suspect);
  await expect(bench.cells.and(bench.page.locator('[data-best]'))).toHaveCount(0);
}

test.describe('a lane whose model', () => {
  const faults: readonly { readonly what: string; readonly wrong: WrongScores; readonly code: string }[] = [
    { what: 'answers no numbers @full', wrong: 'not-numbers', code: 'not-numbers' },
    { what: 'answers the same whatever it is asked @full', wrong: 'constant', code: 'constant' },
    { what: 'does not leave its padding out', wrong: 'unmasked', code: 'batch-dependent' },
  ];
  for (const { what, wrong, code } of faults) {
    test(`${what} is measured and marked as suspect`, async ({ bench, workerAccess }) => {
      await bench.open(smallSweep);
      workerAccess.inNext(falsifyRuns, wrong);
      const record = await bench.run();
      expect(codes(record)).toEqual([code]);
      await expectSuspect(bench, record, code);
    });
  }

  test('misses its published scores is marked as suspect @full', async ({ bench, hub }) => {
    // The stand-in's model has the name of one with published scores, but different weights.
    await bench.open({ ...hubSweep, model: rerankerRepository, host: hub.url, dtype: 'fp32' });
    const record = await bench.run();
    expect(codes(record)).toContain('reference-missed');
    await expectSuspect(bench, record, 'reference-missed');
  });
});

test('a lane whose scores are in order is not suspected, and the next run forgets the last one’s fault @full', async ({
  bench,
  workerAccess,
}) => {
  await bench.open(smallSweep);
  workerAccess.inNext(falsifyRuns, 'constant');
  await bench.run();
  const record = await bench.run();
  expect(record.lanes[0]?.scoreCheck).toMatchObject({ verdict: 'ok', findings: [] });
  expect(record.lanes[0]?.scoreCheck?.largestPaddingDifference).toBeLessThan(1e-3);
  expect(record.recommendations.length).toBeGreaterThan(0);
  await expect(bench.page.getByTestId('cells-table')).not.toContainText(words.scoreCheck.suspect);
});
