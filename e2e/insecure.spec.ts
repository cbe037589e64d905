import { runRecordSchema } from '../src/core/document/run-record.ts';
import { smallSweep } from './support/bench-page.ts';
import { expect, test } from './support/fixtures.ts';
import { words } from './support/words.ts';

/** A name for this machine that the browser does not trust, unlike localhost. */
const host = 'insecure.test';

test.use({
  launchOptions: [
    async ({ launchOptions }, use) => {
      const rules = `MAP ${host} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost`;
      // If a flag is given twice, the last one counts.
      await use({
        ...launchOptions,
        args: [...(launchOptions.args ?? []), `--host-resolver-rules=${rules}`],
      });
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ site }, use) => use(site.url.replace('127.0.0.1', host)),
});

test('over plain http from another machine the page says what is missing, ranks, measures and remembers', async ({
  bench,
  complaints,
}) => {
  await bench.open(smallSweep);
  expect(await bench.page.evaluate(() => isSecureContext || 'randomUUID' in crypto)).toBe(false);
  await expect(bench.notices).toContainText(words.notice.insecure.replace('{{kept}}', words.notice.kept));

  const ranking = await bench.page.evaluate(() => rerankBench.rank());
  expect(ranking.rows.length).toBeGreaterThan(1);

  const record = runRecordSchema.parse(await bench.page.evaluate(() => rerankBench.run()));
  expect(record.state).toBe('done');
  expect(record.input.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(record.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

  await bench.reload();
  expect(await bench.page.evaluate(() => rerankBench.getRecord()?.id)).toBe(record.id);

  // The notice comes back until it is dismissed.
  await bench.notices.getByRole('button', { name: words.notices.dismiss }).click();
  await bench.reload();
  await expect(bench.notices).toHaveText('');
  expect(complaints.uncaught).toEqual([]);
});
