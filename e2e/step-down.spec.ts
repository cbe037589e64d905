import { sentence, words } from './support/words.ts';
import { expect, test } from './support/worker-access.ts';
import { limitPass } from './support/worker-faults.ts';

const query = 'Where do red foxes live?';
const documents = Array.from({ length: 12 }, (_, i) => `Red foxes live in ${'the old '.repeat(i)}forest.`);
const anyTokens = 1_000_000;

test.describe('a ranking whose memory is short', () => {
  test('steps down to the batch that fits, shows each step, and begins there the next time @full', async ({
    bench,
    workerAccess,
  }) => {
    await bench.open();
    await bench.setInput(query, documents);
    await bench.rank();
    const scores = (await bench.ranks()).map(({ score }) => score);
    await expect(bench.rankSteps).toBeEmpty();

    workerAccess.inEachNew(limitPass, { pairs: 2, tokens: anyTokens });
    await bench.reload();
    const before = workerAccess.started;
    await bench.setInput(query, documents);
    await bench.rank();
    await expect(bench.rankSteps.locator('p')).toHaveText([
      sentence('stepDown.tried.cpu-memory', { from: 8, to: 4 }),
      sentence('stepDown.scored.cpu-memory', { from: 4, to: 2 }),
    ]);
    // Each step starts a fresh worker.
    expect(workerAccess.started - before).toBe(2);
    const lowered = (await bench.ranks()).map(({ score }) => score);
    expect(lowered).toHaveLength(scores.length);
    lowered.forEach((score, place) => {
      expect(score).toBeCloseTo(scores[place] ?? Number.NaN, 3);
    });

    const next = await bench.page.evaluate(() => rerankBench.rank());
    expect(next).toMatchObject({ batchSize: 2, steps: [] });
    await expect(bench.rankSteps).toHaveText(sentence('stepDown.remembered', { batch: 2 }));
    expect(workerAccess.started - before).toBe(2);
  });

  test('gives a program its steps @full', async ({ bench, workerAccess }) => {
    workerAccess.inEachNew(limitPass, { pairs: 4, tokens: anyTokens });
    await bench.open();
    await bench.setInput(query, documents);
    const ranking = await bench.page.evaluate(() => rerankBench.rank());
    expect(ranking).toMatchObject({ batchSize: 4, steps: [{ from: 8, to: 4, reason: 'cpu-memory' }] });
    expect(ranking.steps[0]?.message).toContain('failed to allocate a buffer of size');
  });

  test('even for one pair offers a shorter max length, which ranks @full', async ({
    bench,
    workerAccess,
  }) => {
    workerAccess.inEachNew(limitPass, { pairs: 8, tokens: 300 });
    await bench.open();
    await bench.setInput(query, [`${'forest '.repeat(400)}`, 'Red foxes live in forests.']);
    await bench.startRank();
    await expect(bench.rankingFailure).toContainText(
      sentence('stepDown.onePair.cpu-memory', { maxLength: 512 }),
    );
    await expect(bench.rankSteps).toHaveText(sentence('stepDown.tried.cpu-memory', { from: 2, to: 1 }));
    await bench.ranking
      .getByRole('button', { name: sentence('stepDown.rankWithMaxLength', { maxLength: 256 }) })
      .click();
    await bench.expectRanked();
    await expect(bench.field('maxLength')).toHaveValue('256');
    await expect(bench.rankingRows).toHaveCount(2);
  });

  test('fails at once where stepping down is switched off @full', async ({ bench, workerAccess }) => {
    workerAccess.inEachNew(limitPass, { pairs: 4, tokens: anyTokens });
    await bench.open();
    await bench.setInput(query, documents);
    await bench.page.getByRole('button', { name: words.sweep.more }).click();
    await bench.page.getByRole('switch', { name: words.stepDown.setting }).uncheck({ force: true });
    expect(bench.search()).toMatchObject({ stepDown: '0' });
    await bench.startRank();
    await expect(bench.rankingFailure).toContainText(words.failure['cpu-memory']);
    await bench.ranking.getByRole('button', { name: words.stepDown.rankWithSteps }).click();
    await bench.expectRanked();
    await expect(bench.rankSteps).toHaveText(sentence('stepDown.scored.cpu-memory', { from: 8, to: 4 }));
  });
});
