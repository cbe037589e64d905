// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { giveSizes, mountedRoot } from '../testing/mounted-page.tsx';
import { exampleLabels } from './testing/labels.ts';
import { lane, measured } from './testing/lanes.ts';
import { ThroughputChart } from './throughput-chart.tsx';
import type { BatchChoices } from './throughput-lines.ts';

const render = mountedRoot();
beforeEach(giveSizes);

/** The legend of a chart whose faster point is at batch 2. */
async function legend(choices?: BatchChoices): Promise<string> {
  await render(
    <ThroughputChart
      lanes={[lane('a', 'wasm', [measured(10, 1, 20), measured(10, 2, 30)])]}
      batchSizes={[1, 2]}
      {...(choices && { choices })}
      labels={exampleLabels}
      formatNumber={String}
    />,
  );
  return document.body.textContent;
}

it('explains the mark of the batch size to set where one is marked', async () => {
  expect(await legend()).toContain('best');
  expect(await legend(new Map([['a', new Map([[10, 1]])]]))).toMatch(/best.*fastest/);
});

it('explains no mark that is not there, as where a result is not sure', async () => {
  const text = await legend(new Map([['a', new Map()]]));
  expect(text).not.toContain('best');
  expect(text).toContain('fastest');
});
