import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test as base } from '@playwright/test';
import { type HubStandIn, startHubStandIn } from '../../server/hub-stand-in.ts';
import { createStaticServer, type StaticServer } from '../../server/static-server.ts';
import { BenchPage } from './bench-page.ts';
import { type Complaints, watchComplaints } from './complaints.ts';
import { writeHubModels } from './hub-models.ts';
import { type Traffic, watchTraffic } from './traffic.ts';

export { expect } from '@playwright/test';

const root = join(import.meta.dirname, '..', '..');

/** The folder of the built page. The variable names another one, for testing two builds side by side. */
const dist = resolve(root, process.env.RERANK_BENCH_DIST ?? 'dist');

interface WorkerFixtures {
  /** The built page on its own port. `page.goto('./')` opens it. */
  readonly site: StaticServer;
  /** Tests use `hub`, which is reset for each test. */
  readonly startedHub: HubStandIn;
}

interface TestFixtures {
  /** The page, used as a visitor would. Nothing is open before `bench.open()`. */
  readonly bench: BenchPage;
  /**
   * A model hub on this machine, without faults and without the requests of earlier tests. Its `url` is a
   * `host` setting.
   */
  readonly hub: HubStandIn;
  /** The requests of the page and its workers since the test's start. */
  readonly traffic: Traffic;
  /** Faults in the page that no test looks for: uncaught errors, console errors, CSP violations. */
  readonly complaints: Complaints;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      if (!existsSync(join(dist, 'index.html'))) throw new Error(`No page in ${dist}: npm run build`);
      const site = await createStaticServer({ root: dist });
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ site }, use) => use(site.url),

  bench: async ({ page }, use) => use(new BenchPage(page)),

  startedHub: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      const cache = join(root, '.cache');
      await mkdir(cache, { recursive: true });
      // A separate folder for each run, since another run may use the same checkout.
      const models = await mkdtemp(join(cache, 'hub-models-'));
      await writeHubModels(models);
      const hub = await startHubStandIn({ root: models });
      await use(hub);
      await hub.close();
      await rm(models, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  hub: async ({ startedHub }, use) => {
    startedHub.clearFaults();
    startedHub.forget();
    await use(startedHub);
    startedHub.clearFaults();
  },

  traffic: async ({ context, site }, use) => use(watchTraffic(context, new URL(site.url).origin)),

  complaints: async ({ context }, use) => use(watchComplaints(context)),
});
