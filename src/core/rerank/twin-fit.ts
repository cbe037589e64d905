import { type Device, dtypeRefusal } from './devices.ts';
import { type Excess, modelFit } from './model-fit.ts';
import { twinLargestTensorBytes, twinWeightBytes } from './twin-size.ts';
import type { Twin, TwinDtype } from './twins.ts';

export interface DepthQuestion {
  readonly twin: Twin;
  readonly dtype: TwinDtype;
  readonly device: Device;
  /** The adapter's limits by WebGPU's names, in bytes; `null` where there is none or it is not known. */
  readonly limits: Readonly<Record<string, number>> | null;
  /** Whether the adapter computes in half precision (`shader-f16`). */
  readonly hasHalfPrecision: boolean;
  /** What WASM can address; default: 4 GiB. */
  readonly wasmLimitBytes?: number;
  /** What the browser says of the machine's memory; `null` where it says nothing. */
  readonly deviceMemoryGiB?: number | null;
}

/** What keeps a twin from its whole depth. */
export type DepthObstacle = { readonly code: 'no-half-precision' | 'not-on-gpu' } | Excess;

export interface DepthAnswer {
  /** Layers of the deepest twin that fits: 0 where not even one does. */
  readonly depth: number;
  /** Why not one layer more; `null` where the twin fits whole. */
  readonly obstacle: DepthObstacle | null;
  /** What may yet go wrong at that depth, and no other depth would help. */
  readonly doubts: readonly Excess[];
}

/** Doubts that a smaller depth settles. */
const byDepth: ReadonlySet<Excess['code']> = new Set(['peak-over-wasm', 'peak-over-device']);

/**
 * How deep a twin may be to fit the device, before anything is built; the limits are those of `modelFit`, and half precision those of
 * `chooseDtype`. Estimated peaks count as limits here: a cut that proves too careful costs less than a tab that dies.
 */
export function largestDepthThatFits(question: DepthQuestion): DepthAnswer {
  const { twin, dtype, device, limits, hasHalfPrecision, wasmLimitBytes, deviceMemoryGiB = null } = question;
  const refusal = dtypeRefusal(device, dtype, hasHalfPrecision);
  if (refusal !== null) return nothing({ code: refusal });
  let obstacle: Excess | null = null;
  for (let depth = twin.shape.num_hidden_layers; depth > 0; depth -= 1) {
    const { problem, doubts } = modelFit({
      device,
      // The graph itself is some kilobytes; all weights are external data.
      graphBytes: 0,
      weightBytes: twinWeightBytes(twin, dtype, depth),
      largestTensorBytes: twinLargestTensorBytes(twin, dtype),
      limits: limits ?? {},
      deviceMemoryGiB,
      ...(wasmLimitBytes !== undefined && { wasmLimitBytes }),
    });
    const inTheWay = problem ?? doubts.find(({ code }) => byDepth.has(code)) ?? null;
    if (inTheWay === null) return { depth, obstacle, doubts };
    obstacle = inTheWay;
  }
  return nothing(obstacle);
}

const nothing = (obstacle: DepthObstacle | null): DepthAnswer => ({ depth: 0, obstacle, doubts: [] });
