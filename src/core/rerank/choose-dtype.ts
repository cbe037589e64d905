import {
  type Device,
  type Dtype,
  type DtypeChoice,
  deviceKinds,
  dtypeKinds,
  dtypeRefusal,
} from './devices.ts';

/** How a dtype's weights fit the device; see `modelFit`. */
export type DtypeFit = 'fits' | 'doubtful' | 'too-large';

export interface DtypeQuestion {
  readonly device: Device;
  readonly asked: DtypeChoice;
  /** The dtypes whose files exist; `null` where that is not known. */
  readonly available: readonly Dtype[] | null;
  /** Whether the adapter computes in half precision (`shader-f16`). */
  readonly hasHalfPrecision: boolean;
  /** How a dtype's weights fit; default: everything fits. */
  readonly fitOf?: (dtype: Dtype) => DtypeFit;
}

/** Why a dtype was chosen: what speaks for it, or what rules out the preferred one. */
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

/**
 * Which dtype a lane runs with. `auto` takes the first of the device's dtypes (`deviceKinds`) that exists and
 * runs: on WebGPU fp16 where the adapter has `shader-f16`, else fp32; on WASM q8, else fp32. A dtype that is
 * too large for the device is passed over, and so is one that may be too large if another fits.
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
  const possible = deviceKinds[device].dtypes.filter((dtype) => refusalOf(dtype, question) === null);
  const best = possible.find((dtype) => fitOf(dtype) === 'fits') ?? possible[0];
  if (best !== undefined) return { state: 'chosen', dtype: best, reason: reasonFor(best, question) };
  // A dtype that exists but cannot run explains more than one that does not exist.
  const refused =
    deviceKinds[device].dtypes.find((dtype) => exists(dtype, question)) ?? available?.[0] ?? 'fp32';
  return { state: 'impossible', code: refusalOf(refused, question) ?? 'too-large', dtype: refused };
}

const exists = (dtype: Dtype, { available }: DtypeQuestion): boolean =>
  available === null || available.includes(dtype);

function refusalOf(dtype: Dtype, question: DtypeQuestion): DtypeRefusal | null {
  const { device, hasHalfPrecision, fitOf } = question;
  if (!exists(dtype, question)) return 'dtype-missing';
  return (
    dtypeRefusal(device, dtype, hasHalfPrecision) ?? (fitOf?.(dtype) === 'too-large' ? 'too-large' : null)
  );
}

function reasonFor(dtype: Dtype, question: DtypeQuestion): DtypeReason {
  const { device, fitOf = () => 'fits' } = question;
  const [first] = deviceKinds[device].dtypes;
  if (dtype === first) return dtypeKinds[first].isHalfPrecision ? 'half-precision' : 'small-on-cpu';
  const passedOver = deviceKinds[device].dtypes.slice(0, deviceKinds[device].dtypes.indexOf(dtype));
  const larger = passedOver.find((other) => exists(other, question) && fitOf(other) !== 'fits');
  if (larger !== undefined) return 'larger-does-not-fit';
  if (dtype !== 'fp32') return 'nothing-else';
  if (exists(first, question)) return 'no-half-precision';
  return first === 'q8' ? 'no-q8-file' : 'no-fp16-file';
}
