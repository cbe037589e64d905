import type { Device, Dtype, DtypeChoice } from './devices.ts';

export interface DtypeQuestion {
  readonly device: Device;
  readonly asked: DtypeChoice;
  /** The dtypes whose files exist; `null` where that is not known. */
  readonly available: readonly Dtype[] | null;
  /** Whether the adapter computes in half precision (`shader-f16`). */
  readonly hasHalfPrecision: boolean;
}

export type DtypeAnswer =
  | { readonly state: 'chosen'; readonly dtype: Dtype }
  | {
      readonly state: 'impossible';
      readonly code: 'no-half-precision' | 'dtype-missing';
      readonly dtype: Dtype;
    };

const needsHalfPrecision = (dtype: Dtype): boolean => dtype === 'fp16' || dtype === 'q4f16';

/**
 * Which dtype a lane runs with. `auto` is, on WebGPU, fp16 where the adapter has `shader-f16` and the file exists, else
 * fp32, else the first that runs; on WASM q8 where it exists, else fp32, else the first there is.
 *
 * transformers.js checks half precision for fp16 alone; q4f16 would fail later and less clearly, so it is checked here.
 */
export function chooseDtype({ device, asked, available, hasHalfPrecision }: DtypeQuestion): DtypeAnswer {
  const exists = (dtype: Dtype) => available === null || available.includes(dtype);
  const runs = (dtype: Dtype) => device === 'wasm' || hasHalfPrecision || !needsHalfPrecision(dtype);
  if (asked !== 'auto') {
    if (!exists(asked)) return { state: 'impossible', code: 'dtype-missing', dtype: asked };
    if (!runs(asked)) return { state: 'impossible', code: 'no-half-precision', dtype: asked };
    return { state: 'chosen', dtype: asked };
  }
  const preferred: readonly Dtype[] =
    device === 'webgpu' ? ['fp16', 'fp32', 'q4f16', 'q4', 'q8'] : ['q8', 'fp32', 'q4', 'fp16'];
  const best = preferred.find((dtype) => exists(dtype) && runs(dtype));
  return best === undefined
    ? { state: 'impossible', code: 'no-half-precision', dtype: 'fp16' }
    : { state: 'chosen', dtype: best };
}
