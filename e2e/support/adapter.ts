import type { Page } from '@playwright/test';

export interface BrowsersAdapter {
  readonly vendor: string;
  readonly architecture: string;
  readonly isFallbackAdapter: boolean;
  /** Whether it has `shader-f16`. */
  readonly hasHalfPrecision: boolean;
}

/** What WebGPU itself says of the browser's adapter, in a page that is open; `null` if there is none. */
export function browsersAdapter(page: Page): Promise<BrowsersAdapter | null> {
  return page.evaluate(async () => {
    const adapter = await navigator.gpu.requestAdapter();
    if (adapter === null) return null;
    const { vendor, architecture, isFallbackAdapter } = adapter.info;
    const hasHalfPrecision = adapter.features.has('shader-f16');
    return { vendor, architecture, isFallbackAdapter, hasHalfPrecision };
  });
}
