import { expectPicture, test } from './fixtures.ts';

test('a share card looks as drawn in both themes', async ({ stories }) => {
  const { page } = stories;
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((wanted) => showCard('done', wanted), theme);
    await expectPicture(page.getByTestId('card'), `card-${theme}`);
  }
});
