import { brokenStart } from '../src/core/texts/broken-start.ts';
import { axeFindings, withAxe } from './support/axe.ts';
import { expect, test } from './support/fixtures.ts';
import { words } from './support/words.ts';

const { en, 'zh-CN': zh } = brokenStart;

const mainScript = /assets\/main-[^/]*\.js$/;

/** What keeps a script from doing its work, by what a host answers in its place. */
const faults = [
  ['its first script is missing', /assets\/index-[^/]*\.js$/, 404, 'Not found'],
  ['its main script is missing', mainScript, 404, 'Not found'],
  [
    'opening it throws',
    mainScript,
    200,
    'export const openPage = async () => { throw new Error("a bug"); };',
  ],
] as const;

for (const [what, file, status, body] of faults) {
  test(`where ${what}, a visitor reads so in place of the drawn page, and can reload`, async ({
    context,
    page,
  }) => {
    await withAxe(context);
    await page.route(file, (route) => route.fulfill({ status, contentType: 'text/javascript', body }));
    await page.goto('./');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(en.text);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText([en.title]);
    expect(await axeFindings(page)).toEqual([]);
    await page.unroute(file);
    await page.keyboard.press('Tab');
    await expect(alert.getByRole('button', { name: en.reload })).toBeFocused();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('#root > *') !== null);
    await expect(alert).toHaveCount(0);
  });
}

test('where React throws while it draws, a visitor reads so, and why', async ({ page }) => {
  await page.addInitScript(() => {
    // React draws every icon by it.
    document.createElementNS = () => {
      throw new Error('a bug');
    };
  });
  await page.goto('./');
  await expect(page.getByRole('alert')).toContainText(en.text);
  await expect(page.getByRole('alert')).toContainText('a bug');
});

test('where a script is missing that was not needed before, a visitor reads so, and keeps what they typed', async ({
  bench,
  page,
}) => {
  const script = /assets\/(key-value-database|dexie)-[^/]*\.js$/;
  await page.route(script, (route) => route.abort());
  await bench.open();
  const query = 'Where is the harbour?';
  await bench.setInput(query, ['The harbour lies in the south.']);
  await expect(bench.notices.getByRole('alert')).toHaveCount(1);
  await expect(bench.notices).toContainText(words.notice.partMissing);
  await page.unroute(script);
  await bench.notices.getByRole('button', { name: words.notice.reload }).click();
  await expect(bench.notices).not.toContainText(words.notice.partMissing);
  await bench.ready();
  await bench.expectQuery(query);
});

test.describe('a visitor who reads Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('reads in Chinese that the page could not start', async ({ page }) => {
    await page.route(mainScript, (route) => route.abort());
    await page.goto('./');
    await expect(page.getByRole('alert')).toContainText(zh.text);
  });
});
