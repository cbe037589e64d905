import AxeBuilder from '@axe-core/playwright';
import { type BenchPage, longSweep, smallSweep } from './support/bench-page.ts';
import { expect, test } from './support/fixtures.ts';
import { words } from './support/words.ts';

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

/** What axe finds in a part of the page in both themes and at both sizes, a line for each element. */
async function findings(bench: BenchPage, state: string, part = 'html'): Promise<string[]> {
  const { page } = bench;
  const found: string[] = [];
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      // Without motion nothing is half faded in when axe reads its colour.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // In a page of its own, axe would wait for frames that the page does not have.
      const axe = new AxeBuilder({ page })
        .setLegacyMode()
        .include(part)
        // A tooltip lies outside all landmarks, and its text is read with what it describes.
        .exclude('[role="tooltip"]');
      // The themes differ in their colours alone.
      if (colorScheme === 'dark') axe.withRules('color-contrast');
      const { violations } = await axe.analyze();
      for (const { id, nodes } of violations) {
        for (const { html, failureSummary } of nodes) {
          found.push(`${state}, ${size}, ${colorScheme}: ${id}: ${html.slice(0, 200)} ${failureSummary}`);
        }
      }
    }
  }
  await page.setViewportSize(sizes.desktop);
  return found;
}

test('axe finds nothing on the page as it opens, with a result and with a ranking', async ({ bench }) => {
  // Sixteen looks of axe at up to some thousand elements each take long on a busy machine.
  test.slow();
  await bench.open({ ...smallSweep, sample: 'capital-of-france' });
  expect.soft(await findings(bench, 'idle')).toEqual([]);
  await bench.gpuBadge.getByRole('button').click();
  expect.soft(await findings(bench, 'GPU facts', '[data-testid="gpu-facts"]')).toEqual([]);
  await bench.page.keyboard.press('Escape');
  await bench.page.evaluate((settings) => rerankBench.configure(settings), longSweep);
  await bench.runButton.click();
  await bench.stopButton.hover();
  expect.soft(await findings(bench, 'running', `[aria-label="${words.actions.label}"]`)).toEqual([]);
  await bench.stopButton.click();
  await bench.expectRunState('cancelled');
  await bench.page.evaluate((settings) => rerankBench.configure(settings), smallSweep);
  await bench.run();
  expect.soft(await findings(bench, 'result')).toEqual([]);
  await bench.page.evaluate(() => rerankBench.rank());
  expect.soft(await findings(bench, 'ranking')).toEqual([]);
});
