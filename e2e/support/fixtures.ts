import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { type HubStandIn, startHubStandIn } from '../../server/hub-stand-in.ts';
import { createStaticServer, type StaticServer } from '../../server/static-server.ts';
import { type Complaints, watchComplaints } from './complaints.ts';
import { writeHubModels } from './hub-models.ts';
import { type Traffic, watchTraffic } from './traffic.ts';

export { expect } from '@playwright/test';

const root = join(import.meta.dirname, '..', '..');

interface WorkerFixtures {
  /** The built page on a port of its own. `page.goto('./')` leads there. */
  readonly site: StaticServer;
  /** Use `hub`, which starts each test afresh. */
  readonly startedHub: HubStandIn;
}

interface TestFixtures {
  /** A model hub on this machine, without faults and without memory of earlier tests. Its `url` is a `host` setting. */
  readonly hub: HubStandIn;
  /** The requests that the page and its workers made, from the test's start. */
  readonly traffic: Traffic;
  /** What went wrong in the page without a test looking: uncaught errors, console errors, breaches of the CSP. */
  readonly complaints: Complaints;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      const dist = join(root, 'dist');
      if (!existsSync(join(dist, 'index.html'))) throw new Error('Build the page first: npm run build');
      const site = await createStaticServer({ root: dist });
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ site }, use) => use(site.url),

  startedHub: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      const models = join(root, '.cache', 'hub-models');
      await rm(models, { recursive: true, force: true });
      await mkdir(models, { recursive: true });
      await writeHubModels(models);
      const hub = await startHubStandIn({ root: models });
      await use(hub);
      await hub.close();
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
