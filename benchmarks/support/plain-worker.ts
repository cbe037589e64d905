import type { Page } from '@playwright/test';
import type {} from '../page/plain-workers.ts';
import type { PlainCalls } from './plain-page.ts';

/** A worker that runs transformers.js with its default settings, controlled from Node. */
export interface PlainWorker {
  call<K extends keyof PlainCalls>(
    kind: K,
    params: PlainCalls[K]['params'],
  ): Promise<PlainCalls[K]['result']>;
  end(): Promise<void>;
}

export async function startPlain(page: Page): Promise<PlainWorker> {
  const worker = await page.evaluate(() => globalThis.plainTransformers.start());
  return {
    call: async <K extends keyof PlainCalls>(kind: K, params: PlainCalls[K]['params']) =>
      page.evaluate(
        async ([place, name, given]): Promise<PlainCalls[keyof PlainCalls]['result']> =>
          globalThis.plainTransformers.call(place, name, given as PlainCalls[typeof name]['params']),
        [worker, kind, params] as const,
        // The answer has the kind of the call.
      ) as Promise<PlainCalls[K]['result']>,
    end: () => page.evaluate((place) => globalThis.plainTransformers.end(place), worker),
  };
}
