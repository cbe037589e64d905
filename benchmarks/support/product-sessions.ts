import type { Page } from '@playwright/test';
import type { RuntimeBuild } from '../../src/core/rerank/devices.ts';
import type { ModelRequest } from '../../src/worker/protocol/messages.ts';
import { type ProductWorker, startProduct } from './product-worker.ts';

/** The settings in which the product's sessions of a model differ. */
export interface ProductSession {
  readonly runtime: RuntimeBuild;
  /** `null` leaves the number to the runtime. */
  readonly threads: number | null;
  readonly workers: number;
}

export interface HeldSession {
  readonly worker: ProductWorker;
  /** The numbers that were chosen. */
  readonly threads: number;
}

/** The product's sessions of one model. The same settings always give the same worker. */
export class ProductSessions {
  readonly #page: Page;
  readonly #request: Omit<ModelRequest, keyof ProductSession>;
  readonly #held = new Map<string, Promise<HeldSession>>();

  constructor(page: Page, request: Omit<ModelRequest, keyof ProductSession>) {
    this.#page = page;
    this.#request = request;
  }

  get({ runtime, threads, workers }: ProductSession): Promise<HeldSession> {
    const key = `${runtime} ${threads} ${workers}`;
    const known = this.#held.get(key) ?? this.#load({ runtime, threads, workers });
    this.#held.set(key, known);
    return known;
  }

  async end(): Promise<void> {
    for (const session of this.#held.values()) await (await session).worker.end();
  }

  async #load(session: ProductSession): Promise<HeldSession> {
    const worker = await startProduct(this.#page);
    const { threads } = await worker.call('load', { ...this.#request, ...session });
    return { worker, threads };
  }
}
