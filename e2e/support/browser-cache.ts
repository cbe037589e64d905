import type { Page } from '@playwright/test';

/** The addresses of the model files that the browser keeps, with the bytes that each really has. */
export function keptFiles(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const cache = await caches.open('transformers-cache');
    const sizes = (await cache.keys()).map(async ({ url }): Promise<[string, number]> => {
      const blob = await (await cache.match(url))?.blob();
      return [url, blob?.size ?? -1];
    });
    return Object.fromEntries(await Promise.all(sizes));
  });
}
