import type { Page } from '@playwright/test';
import type { LaneOrder } from '../../src/core/bench/lane-run.ts';
import type { Sample } from '../../src/core/rerank/score-request.ts';
import type { Calibration } from '../../src/page/jobs/calibrate.ts';
import type { RequestKind, RequestMap } from '../../src/worker/protocol/messages.ts';
import type { CalibrationWish, LaneRun } from './product-page.ts';

/** One of the product's own workers, controlled from Node. */
export interface ProductWorker {
  call<K extends RequestKind>(kind: K, params: RequestMap[K]['params']): Promise<RequestMap[K]['result']>;
  /** @throws Error if the lane does not reach its end */
  lane(order: LaneOrder): Promise<LaneRun['events']>;
  end(): Promise<void>;
}

export async function startProduct(page: Page): Promise<ProductWorker> {
  const worker = await page.evaluate(() => globalThis.product.start());
  return {
    call: async <K extends RequestKind>(kind: K, params: RequestMap[K]['params']) =>
      page.evaluate(
        async ([place, name, given]): Promise<RequestMap[RequestKind]['result']> =>
          globalThis.product.call(place, name, given as RequestMap[typeof name]['params']),
        [worker, kind, params] as const,
        // The answer has the kind of the call.
      ) as Promise<RequestMap[K]['result']>,
    lane: async (order) => {
      const { end, events } = await page.evaluate(([place, given]) => globalThis.product.lane(place, given), [
        worker,
        order,
      ] as const);
      if (end.state !== 'done') throw new Error(`The lane ended as ${JSON.stringify(end)}.`);
      return events;
    },
    end: () => page.evaluate((place) => globalThis.product.end(place), worker),
  };
}

/** @throws Error if nothing could be measured */
export async function calibrate(page: Page, wish: CalibrationWish): Promise<Calibration> {
  const found = await page.evaluate((given) => globalThis.product.calibrate(given), wish);
  if (found === null) throw new Error('No threads and workers could be measured.');
  return found;
}

/** The samples of each cell of a lane, by its index. */
export function samplesOf(events: LaneRun['events'], cells: LaneOrder['cells']): Sample[][] {
  return cells.map((_, place) =>
    events.flatMap((event) => (event.type === 'sample' && event.cell === place ? [event.sample] : [])),
  );
}

/** `threads` and `workers` as tables show them. */
export const shownPlan = ({ threads, workers }: { readonly threads: number; readonly workers: number }) =>
  `${threads} × ${workers}`;

/** What a calibration tried and chose, as a sentence. */
export function shownCalibration({ chosen, tried }: Calibration): string {
  const rates = tried.map(
    (one) => `${shownPlan(one)}: ${one.pairsPerSecond === null ? '–' : one.pairsPerSecond.toFixed(2)}`,
  );
  return `Calibration chose ${shownPlan(chosen)} (threads × workers) of ${rates.join(', ')} pairs/s.`;
}
