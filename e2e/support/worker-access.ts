import { expect, type Page, type Worker } from '@playwright/test';
import { test as base } from './fixtures.ts';

export { expect } from './fixtures.ts';

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

  /**
   * Does something inside the worker that starts next, before it gets to load a model: that takes it half a second at
   * least, and this a few ms.
   */
  inNext<A>(action: (argument: A) => void, argument: A): void {
    this.#page.once('worker', (worker) => this.#do(worker, action, argument));
  }

  /** The same inside each worker that starts from now on. */
  inEachNew<A>(action: (argument: A) => void, argument: A): void {
    this.#page.on('worker', (worker) => this.#do(worker, action, argument));
  }

  #do<A>(worker: Worker, action: (argument: A) => void, argument: A): void {
    // One that is gone before it could be reached needed nothing done; a test that needs it done sees no fault.
    worker.evaluate(action as (argument: unknown) => void, argument).catch(() => {});
  }
}

export const test = base.extend<{
  /** The workers that `page` starts. */
  readonly workerAccess: WorkerAccess;
}>({
  workerAccess: async ({ page }, use) => use(new WorkerAccess(page)),
});
