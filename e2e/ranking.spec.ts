import { sampleSets } from '../src/core/input/sample-sets.ts';
import { probabilityOf } from '../src/core/rerank/score-request.ts';
import { expect, test } from './support/fixtures.ts';
import { sentence, words } from './support/words.ts';

test.describe('ranking', () => {
  test('puts the document that answers first in each sample set @full', async ({ bench }) => {
    await bench.open();
    for (const { id, answer, documents } of sampleSets) {
      await test.step(id, async () => {
        await bench.chooseSample(id);
        await expect(bench.documents).toContainText(
          sentence(`documents.count_other`, { count: documents.length }),
        );
        await bench.rank();
        await expect(bench.rankingRows.first()).toContainText((documents[answer] ?? '').slice(0, 40));
        const [best] = await bench.ranks();
        expect(best).toMatchObject({ oldPlace: answer + 1, newPlace: 1 });
      });
    }
  });

  test('shows score, probability, old and new place of each document, and the time it took @full', async ({
    bench,
  }) => {
    await bench.open({ sample: 'capital-of-france' });
    await bench.rank();
    await expect(bench.ranking).toContainText(/4 documents in [\d.,]+ (ms|sec|s)/);
    await expect(bench.ranking).toContainText(/WASM · fp32/);
    await expect(bench.ranking).toContainText(
      sentence('ranking.forQuery', { query: 'What is the capital of France?' }),
    );

    const ranks = await bench.ranks();
    expect(ranks.map(({ oldPlace }) => oldPlace).sort()).toEqual([1, 2, 3, 4]);
    expect(ranks.map(({ newPlace }) => newPlace)).toEqual([1, 2, 3, 4]);
    expect(ranks.map(({ score }) => score)).toEqual(ranks.map(({ score }) => score).sort((a, b) => b - a));

    const first = bench.rankingRows.first();
    const score = ranks[0]?.score ?? Number.NaN;
    await expect(first).toContainText(sentence('ranking.up', { count: 2, place: 3 }));
    await expect(first).toContainText(score.toFixed(3).replace('-', '\u2212'));
    // Percentages near 0 and 100 are shown with more digits.
    const percent = Number((await first.textContent())?.match(/([\d.]+)\s?%/)?.[1]);
    expect(Math.abs(percent - 100 * probabilityOf(score))).toBeLessThan(0.6);
  });

  test('is stale once query, documents or max length change, and fresh once ranked again @full', async ({
    bench,
  }) => {
    await bench.open({ sample: 'capital-of-france' });
    const stale = bench.ranking.getByText(words.ranking.stale);
    const changes = {
      query: () => bench.ask('What is the capital of Italy?'),
      documents: () =>
        bench.rows
          .first()
          .getByRole('button', { name: /^Remove document 1/ })
          .click(),
      maxLength: () => bench.field('maxLength').fill('64'),
    };
    await bench.rank();
    for (const change of Object.values(changes)) {
      await expect(stale).toHaveCount(0);
      await change();
      await expect(stale).toBeVisible();
      // The ranking can still be read.
      await expect(bench.rankingRows.first()).toBeVisible();
      await bench.ranking.getByRole('button', { name: words.ranking.again }).click();
      await bench.expectRanked();
    }
    await expect(bench.rankingRows.first()).toContainText('Rome');
  });

  test('gives a program the order that the visitor sees, and starts by Ctrl+Enter in the query', async ({
    bench,
  }) => {
    await bench.open({ sample: 'capital-of-france' });
    const ranking = await bench.page.evaluate(() => rerankBench.rank());
    await expect(bench.rankingRows).toHaveCount(4);
    expect(ranking.rows.map(({ oldPlace, newPlace, score }) => ({ oldPlace, newPlace, score }))).toEqual(
      await bench.ranks(),
    );
    expect(ranking).toMatchObject({ modelId: 'builtin:coverage', deviceUsed: 'wasm', dtype: 'fp32' });
    expect(ranking.latencyMs).toBeGreaterThan(0);

    await bench.ask('What is the capital of Spain?');
    await expect(bench.ranking.getByText(words.ranking.stale)).toBeVisible();
    await bench.query.press('Control+Enter');
    await bench.expectRanked();
    await expect(bench.rankingRows.first()).toContainText('Madrid');
    await bench.expectQuery('What is the capital of Spain?');

    // A document is scored against its own query where its file gave one.
    await bench.page.evaluate(() =>
      rerankBench.setInput([
        { query: 'capital of France', document: 'Madrid is the capital of Spain.' },
        { query: 'capital of Spain', document: 'Madrid is the capital of Spain.' },
      ]),
    );
    await bench.editDocuments();
    await expect(bench.rows.nth(1)).toContainText(
      sentence('documents.ownQuery', { query: 'capital of Spain' }),
    );
    await bench.rank();
    expect((await bench.ranks())[0]).toMatchObject({ oldPlace: 2, newPlace: 1 });
  });

  test('shows each document’s tokens, marks those that max length cuts, and says where none has room @full', async ({
    bench,
  }) => {
    await bench.open({ sample: 'capital-of-france', maxLength: '16' });
    await bench.editDocuments();
    await expect(bench.rows.first()).toContainText(/\d+ tokens/);
    await expect(bench.rows.first()).toContainText(/cut: \d+ tokens beyond max length/);
    await expect(bench.documents).toContainText(sentence('documents.cutCount_other', { count: 4 }));
    await expect(bench.page.getByTestId('documents-line')).toContainText(
      sentence('inputEditor.cut_other', { count: 4 }),
    );
    await bench.field('maxLength').fill('512');
    await expect(bench.rows.first()).toContainText(/\d+ tokens/);
    await expect(bench.documents.getByText(/beyond max length/)).toHaveCount(0);
    await bench.rank();

    // A query that leaves a document no room.
    await bench.field('maxLength').fill('8');
    await bench.startRank();
    await expect(bench.rankingFailure).toContainText(
      'Shorten the query, raise Max length or choose another Truncation',
    );
    await bench.field('maxLength').fill('64');
    await bench.rank();
  });
});
