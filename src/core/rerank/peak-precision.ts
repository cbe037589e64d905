/** What a device multiplies in: the numbers of the product whose rate is its peak. */
export const peakPrecisions = ['f32', 'f16', 'int8'] as const;
export type PeakPrecision = (typeof peakPrecisions)[number];
