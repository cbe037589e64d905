import { expect, type Page, type Route, type Worker } from '@playwright/test';
import { fixedProductWorkerName } from '../../src/page/jobs/evidence.ts';
import { test as base } from './fixtures.ts';

export { expect } from './fixtures.ts';

/** Matches the address of the workers' script in the built page. */
const workerScript = /\/assets\/entry-[^/]*\.js$/;

/**
 * Serves a worker's script with an action before it. An `evaluate` would race with the script. A worker that
 * only times the fixed product is none of those that a test means.
 *
 * @param condition JavaScript that says whether the worker takes the action
 */
function prefixed<A>(
  action: (argument: A) => void,
  argument: A,
  condition = 'true',
): (route: Route) => Promise<void> {
  return async (route) => {
    const response = await route.fetch();
    const call = `(${action})(${JSON.stringify(argument) ?? ''});`;
    const isMeant = `self.name !== ${JSON.stringify(fixedProductWorkerName)} && ${condition}`;
    await route.fulfill({ response, body: `if (${isMeant}) ${call}\n${await response.text()}` });
  };
}

/** Access to the inside of the workers that a page starts. */
export class WorkerAccess {
  readonly #page: Page;
  #started = 0;
  #questions = 0;

  constructor(page: Page) {
    this.#page = page;
    page.on('worker', () => {
      this.#started++;
    });
  }

  /** The number of workers that the page has started so far. */
  get started(): number {
    return this.#started;
  }

  /** The living worker that has a model, or is to have one. The page never needs two. */
  async current(): Promise<Worker> {
    let found: Worker[] = [];
    const find = async () => {
      const workers = this.#page.workers();
      const names = await Promise.all(workers.map((worker) => worker.evaluate(() => self.name)));
      found = workers.filter((_, place) => names[place] !== fixedProductWorkerName);
      return found.length;
    };
    await expect.poll(find, 'workers that are alive').toBe(1);
    const [worker] = found;
    if (worker === undefined) throw new Error('The worker has gone.');
    return worker;
  }

  /** Runs an action inside the living worker. */
  async inCurrent<A>(action: (argument: A) => void, argument: A): Promise<void> {
    await (await this.current()).evaluate(action as (argument: unknown) => void, argument);
  }

  /** Runs an action inside the next worker, before that worker's own code. */
  inNext<A>(action: (argument: A) => void, argument: A): void {
    // Each worker that is meant asks whether it is the next, since a route does not see a worker's name.
    const question = `/next-worker-${++this.#questions}`;
    let isTaken = false;
    void this.#page.route(`**${question}`, (route) => {
      const body = isTaken ? 'no' : 'yes';
      isTaken = true;
      return route.fulfill({ contentType: 'text/plain', body });
    });
    const asks = `((request) => (request.open('GET', '${question}', false), request.send(), request.responseText === 'yes'))(new XMLHttpRequest())`;
    void this.#page.route(workerScript, prefixed(action, argument, asks));
  }

  /** Runs an action inside every later worker, before that worker's own code. */
  inEachNew<A>(action: (argument: A) => void, argument: A): void {
    void this.#page.route(workerScript, prefixed(action, argument));
  }
}

export const test = base.extend<{
  /** The workers that `page` starts. */
  readonly workerAccess: WorkerAccess;
}>({
  workerAccess: async ({ page }, use) => {
    await use(new WorkerAccess(page));
    // A worker's script may be on its way when the test ends.
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  },
});
