import type { Page } from '@playwright/test';
import type { ModelWidths, PeakMeasurement, PeakOrder } from '../../src/core/bench/peak.ts';
import type { FromWorker } from '../../src/worker/protocol/messages.ts';

/** Lets a worker of the page's own script measure a peak, and returns its answer. */
export async function measuredPeak(
  page: Page,
  order: PeakOrder,
  widths: ModelWidths | null = null,
): Promise<PeakMeasurement> {
  const running = page.workers()[0] ?? (await page.waitForEvent('worker'));
  return page.evaluate(
    ([script, params]) =>
      new Promise<PeakMeasurement>((resolve, reject) => {
        const worker = new Worker(script, { type: 'module' });
        worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
          if (data.type === 'result' && data.kind === 'measurePeak') resolve(data.result);
          else if (data.type === 'failure' || data.type === 'crash') reject(new Error(data.failure.message));
          else return;
          worker.terminate();
        };
        const pageBase = new URL('.', document.baseURI).href;
        worker.postMessage({ type: 'start', lifeLock: 'peak-test', control: null, pageBase });
        worker.postMessage({ type: 'request', id: 1, kind: 'measurePeak', params });
      }),
    [running.url(), { order, widths }] as const,
  );
}
