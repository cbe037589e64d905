import type { Device, Dtype, DtypeChoice } from './devices.ts';

/** How a dtype's weights fit the device; see `modelFit`. */
export type DtypeFit = 'fits' | 'doubtful' | 'too-large';

export interface DtypeQuestion {
  readonly device: Device;
  readonly asked: DtypeChoice;
  /** The dtypes whose files exist; `null` where that is not known. */
  readonly available: readonly Dtype[] | null;
  /** Whether the adapter computes in half precision (`shader-f16`). */
  readonly hasHalfPrecision: boolean;
  /** Default: everything fits. */
  readonly fitOf?: (dtype: Dtype) => DtypeFit;
}

/** Why it is this dtype: what speaks for it, or what keeps from the one that is preferred. */
export type DtypeReason =
  | 'asked'
  | 'half-precision'
  | 'no-half-precision'
  | 'no-fp16-file'
  | 'small-on-cpu'
  | 'no-q8-file'
  | 'larger-does-not-fit'
  | 'nothing-else';

export type DtypeAnswer =
  | { readonly state: 'chosen'; readonly dtype: Dtype; readonly reason: DtypeReason }
  | { readonly state: 'impossible'; readonly code: DtypeRefusal; readonly dtype: Dtype | null };

export type DtypeRefusal = 'no-half-precision' | 'not-on-gpu' | 'dtype-missing' | 'no-weights' | 'too-large';

const needsHalfPrecision = (dtype: Dtype): boolean => dtype === 'fp16' || dtype === 'q4f16';

/** What `auto` tries, in this order. */
const preferred: Readonly<Record<Device, readonly Dtype[]>> = {
  webgpu: ['fp16', 'fp32', 'q4f16', 'q4'],
  wasm: ['q8', 'fp32', 'q4', 'fp16', 'q4f16'],
};

/**
 * Which dtype a lane runs with. `auto` is, on WebGPU, fp16 where the adapter has `shader-f16` and the file exists, else
 * fp32, else the first that runs; on WASM q8 where it exists, else fp32, else the first there is. What is too large for the
 * device is passed over, and what may be while there is something that is not.
 *
 * q8 stays on the CPU: the products of its dynamic quantisation are made for it. transformers.js checks half precision for
 * fp16 alone; q4f16 would fail later and less clearly, so it is checked here.
 */
export function chooseDtype(question: DtypeQuestion): DtypeAnswer {
  const { asked, device, available } = question;
  if (asked !== 'auto') {
    const code = refusalOf(asked, question);
    return code === null
      ? { state: 'chosen', dtype: asked, reason: 'asked' }
      : { state: 'impossible', code, dtype: asked };
  }
  if (available?.length === 0) return { state: 'impossible', code: 'no-weights', dtype: null };
  const { fitOf = () => 'fits' } = question;
  const possible = preferred[device].filter((dtype) => refusalOf(dtype, question) === null);
  const best = possible.find((dtype) => fitOf(dtype) === 'fits') ?? possible[0];
  if (best !== undefined) return { state: 'chosen', dtype: best, reason: reasonFor(best, question) };
  // What is there but cannot run says more than what is not there.
  const refused = preferred[device].find((dtype) => exists(dtype, question)) ?? available?.[0] ?? 'fp32';
  return { state: 'impossible', code: refusalOf(refused, question) ?? 'too-large', dtype: refused };
}

const exists = (dtype: Dtype, { available }: DtypeQuestion): boolean =>
  available === null || available.includes(dtype);

function refusalOf(dtype: Dtype, question: DtypeQuestion): DtypeRefusal | null {
  const { device, hasHalfPrecision, fitOf } = question;
  if (!exists(dtype, question)) return 'dtype-missing';
  if (device === 'webgpu' && dtype === 'q8') return 'not-on-gpu';
  if (device === 'webgpu' && needsHalfPrecision(dtype) && !hasHalfPrecision) return 'no-half-precision';
  return fitOf?.(dtype) === 'too-large' ? 'too-large' : null;
}

function reasonFor(dtype: Dtype, question: DtypeQuestion): DtypeReason {
  const { device, fitOf = () => 'fits' } = question;
  const [first] = preferred[device];
  if (dtype === first) return device === 'webgpu' ? 'half-precision' : 'small-on-cpu';
  const passedOver = preferred[device].slice(0, preferred[device].indexOf(dtype));
  const larger = passedOver.find((other) => exists(other, question) && fitOf(other) !== 'fits');
  if (larger !== undefined) return 'larger-does-not-fit';
  if (dtype !== 'fp32') return 'nothing-else';
  if (device === 'wasm') return 'no-q8-file';
  return exists('fp16', question) ? 'no-half-precision' : 'no-fp16-file';
}
