import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startHubStandIn } from '../../server/hub-stand-in.ts';
import type { Device } from '../../src/core/rerank/devices.ts';
import type { Pair } from '../../src/core/rerank/pair.ts';
import { test as base } from './fixtures.ts';
import { type ModelKind, twinLayers, writeModelKinds } from './model-kinds.ts';

/** The kinds of models in a folder and on a hub, and one page that ranks with them in turn. */
export interface KindsPage {
  /** Holds `<owner>/<name>/<file>`. */
  readonly folder: string;
  /** The hub's address, as the setting `host` takes it. */
  readonly host: string;
  /** Ranks through the page's API. Scores are in the input's order. */
  scores(
    kind: Pick<ModelKind, 'model' | 'repository' | 'dtype' | 'batchSize'>,
    pairs: readonly Pair[],
    device: Device,
  ): Promise<readonly number[]>;
}

export const test = base.extend<object, { readonly kinds: KindsPage }>({
  kinds: [
    async ({ browser, site }, use) => {
      const cache = join(import.meta.dirname, '..', '..', '.cache');
      await mkdir(cache, { recursive: true });
      const folder = await mkdtemp(join(cache, 'model-kinds-'));
      await writeModelKinds(folder);
      const hub = await startHubStandIn({ root: folder });
      let opened: Page | null = null;
      const open = async () => {
        const page = await browser.newPage();
        await page.goto(site.url);
        await page.evaluate(() => rerankBench.ready);
        return page;
      };
      await use({
        folder,
        host: hub.url,
        scores: async ({ model, repository, dtype = 'fp32', batchSize }, pairs, device) => {
          opened ??= await open();
          const settings = { host: hub.url, model: model ?? repository, dtype, device, layers: twinLayers };
          const { rows } = await opened.evaluate(
            ([configuration, input, size]) => {
              rerankBench.configure(configuration);
              rerankBench.setInput(input);
              return rerankBench.rank({ batchSize: size });
            },
            [settings, pairs, batchSize ?? pairs.length] as const,
          );
          return rows.toSorted((a, b) => a.oldPlace - b.oldPlace).map(({ score }) => score);
        },
      });
      await (opened as Page | null)?.close();
      await hub.close();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});
