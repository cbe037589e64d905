import type { Page } from '@playwright/test';
import type { RuntimeBuild } from '../../src/core/rerank/devices.ts';
import type { ModelRequest } from '../../src/worker/protocol/messages.ts';
import { type ProductWorker, startProduct } from './product-worker.ts';

/** What the product's sessions of a model differ in. */
export interface ProductSession {
  readonly runtime: RuntimeBuild;
  /** `null` as the runtime chooses. */
  readonly threads: number | null;
  readonly workers: number;
}

export interface HeldSession {
  readonly worker: ProductWorker;
  /** As they were chosen. */
  readonly threads: number;
}

/** The product's sessions of one model: whoever asks for the same settings again gets the same worker. */
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
