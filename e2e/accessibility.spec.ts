import { axeFindings, withAxe } from './support/axe.ts';
import { longSweep, smallSweep } from './support/bench-page.ts';
import { expect, test } from './support/fixtures.ts';

// Every state, size and theme is looked at in e2e/pictures/scenes.spec.ts, with plain data.
test('axe finds nothing on the page with a run under way, and with its result', async ({
  bench,
  context,
}) => {
  await withAxe(context);
  await bench.page.emulateMedia({ reducedMotion: 'reduce' });
  await bench.open({ ...longSweep, sample: 'capital-of-france' });
  await bench.gpuBadge.getByRole('button').click();
  expect.soft(await axeFindings(bench.page)).toEqual([]);
  await bench.page.keyboard.press('Escape');
  await bench.runButton.click();
  await bench.stopButton.hover();
  expect.soft(await axeFindings(bench.page)).toEqual([]);
  await bench.stopButton.click();
  await bench.expectRunState('cancelled');
  await bench.page.evaluate((settings) => rerankBench.configure(settings), smallSweep);
  await bench.run();
  expect.soft(await axeFindings(bench.page)).toEqual([]);
});
