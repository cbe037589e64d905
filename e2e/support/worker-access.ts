import { expect, type Page, type Route, type Worker } from '@playwright/test';
import { test as base } from './fixtures.ts';

export { expect } from './fixtures.ts';

/** Matches the address of the workers' script in the built page. */
const workerScript = /\/assets\/entry-[^/]*\.js$/;

/** Serves a worker's script with an action before it. An `evaluate` would race with the script. */
function prefixed<A>(action: (argument: A) => void, argument: A): (route: Route) => Promise<void> {
  return async (route) => {
    const response = await route.fetch();
    const call = `(${action})(${JSON.stringify(argument) ?? ''});`;
    await route.fulfill({ response, body: `${call}\n${await response.text()}` });
  };
}

/** Access to the inside of the workers that a page starts. */
export class WorkerAccess {
  readonly #page: Page;
  #started = 0;

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

  /** The living worker. The page never needs two. */
  async current(): Promise<Worker> {
    await expect.poll(() => this.#page.workers().length, 'workers that are alive').toBe(1);
    const [worker] = this.#page.workers();
    if (worker === undefined) throw new Error('The worker has gone.');
    return worker;
  }

  /** Runs an action inside the living worker. */
  async inCurrent<A>(action: (argument: A) => void, argument: A): Promise<void> {
    await (await this.current()).evaluate(action as (argument: unknown) => void, argument);
  }

  /** Runs an action inside the next worker, before that worker's own code. */
  inNext<A>(action: (argument: A) => void, argument: A): void {
    void this.#page.route(workerScript, prefixed(action, argument), { times: 1 });
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
  workerAccess: async ({ page }, use) => use(new WorkerAccess(page)),
});
