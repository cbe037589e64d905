import { expect, type Page, type Route, type Worker } from '@playwright/test';
import { test as base } from './fixtures.ts';

export { expect } from './fixtures.ts';

/** The address of the workers' script, under the name that the build gives it. */
const workerScript = /\/assets\/entry-[^/]*\.js$/;

/** Hands out a worker's script with an action before it: an `evaluate` would race with the script. */
function prefixed<A>(action: (argument: A) => void, argument: A): (route: Route) => Promise<void> {
  return async (route) => {
    const response = await route.fetch();
    const call = `(${action})(${JSON.stringify(argument) ?? ''});`;
    await route.fulfill({ response, body: `${call}\n${await response.text()}` });
  };
}

/** The workers that a page starts, from inside. */
export class WorkerAccess {
  readonly #page: Page;
  #started = 0;

  constructor(page: Page) {
    this.#page = page;
    page.on('worker', () => {
      this.#started++;
    });
  }

  /** How many workers the page has started so far. */
  get started(): number {
    return this.#started;
  }

  /** The worker that is alive; the page never needs two. */
  async current(): Promise<Worker> {
    await expect.poll(() => this.#page.workers().length, 'workers that are alive').toBe(1);
    const [worker] = this.#page.workers();
    if (worker === undefined) throw new Error('The worker has gone.');
    return worker;
  }

  /** Does something inside the worker that is alive. */
  async inCurrent<A>(action: (argument: A) => void, argument: A): Promise<void> {
    await (await this.current()).evaluate(action as (argument: unknown) => void, argument);
  }

  /** Does something inside the worker that starts next, before its own code runs. */
  inNext<A>(action: (argument: A) => void, argument: A): void {
    void this.#page.route(workerScript, prefixed(action, argument), { times: 1 });
  }

  /** The same inside each worker that starts from now on. */
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
