/**
 * Conversion between numbers and IEEE 754 half-precision bit patterns (1 sign, 5 exponent, 10 fraction bits).
 * `Float16Array` would do it, but Node 20 and some browsers with WebGPU lack it.
 */

const scratch = new DataView(new ArrayBuffer(4));

/**
 * Nearest half-precision bit pattern of a number, ties to even.
 * Beyond ±65504 (past the rounding boundary 65520) it is ±infinity; below 2⁻²⁵ it is ±0.
 */
export function float16Bits(value: number): number {
  scratch.setFloat32(0, value);
  const bits = scratch.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00; // NaN
  if (magnitude >= 0x477ff000) return sign | 0x7c00; // ≥ 65520, or infinite
  if (magnitude >= 0x38800000) {
    // Normal: drop 13 fraction bits and move the exponent's bias from 127 to 15.
    return sign | (roundedShift(magnitude, 13) - ((127 - 15) << 10));
  }
  if (magnitude < 0x33000000) return sign; // < 2⁻²⁵
  // Subnormal: units of 2⁻²⁴, with float32's hidden bit made visible.
  const fraction = (magnitude & 0x7fffff) | 0x800000;
  return sign | roundedShift(fraction, 126 - (magnitude >>> 23));
}

/** The number a half-precision bit pattern stands for. */
export function float16Value(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Bit patterns of a whole array, element by element. */
export function toFloat16(values: Float32Array): Uint16Array {
  return Uint16Array.from(values, float16Bits);
}

/** `value / 2^places`, rounded to nearest, ties to even. */
function roundedShift(value: number, places: number): number {
  const half = 2 ** (places - 1);
  const quotient = value >>> places;
  const rest = value & (2 ** places - 1);
  return quotient + (rest > half || (rest === half && quotient & 1) ? 1 : 0);
}
