import type { PeakMeasurement, PeakSearch } from '../core/bench/peak.ts';
import type { Clock } from '../core/rerank/clock.ts';
import type { FixedProductOrder, FixedProductTime } from './protocol/messages.ts';

/** Measures a device's peak; what that takes is loaded when it is asked for. */
export function peakMeter(clock: Clock): (search: PeakSearch) => Promise<PeakMeasurement> {
  return async ({ order, widths }) => {
    switch (order.device) {
      case 'webgpu': {
        const { measureGpuPeak } = await import('./gpu/matmul-peak.ts');
        return measureGpuPeak(order.precision, widths, clock);
      }
      case 'wasm': {
        const { installRuntime } = await import('./engine/runtime.ts');
        const runtime = await installRuntime(order.runtime);
        const { measureCpuPeak } = await import('./engine/wasm-peak.ts');
        return measureCpuPeak(runtime, order, widths, clock);
      }
      default:
        return order satisfies never;
    }
  };
}

/** Times the fixed product on the device of the first order; what that takes is loaded then and kept. */
export function fixedProductMeter(clock: Clock): (order: FixedProductOrder) => Promise<FixedProductTime> {
  let ready: Promise<() => Promise<FixedProductTime>> | null = null;
  return async (order) => {
    ready ??= (async () => {
      const { installRuntime } = await import('./engine/runtime.ts');
      const runtime = await installRuntime(order.runtime);
      const { readyFixedProduct } = await import('./engine/fixed-product.ts');
      return readyFixedProduct(runtime, order, clock);
    })();
    const time = await ready;
    return time();
  };
}
