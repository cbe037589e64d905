/** How busy the CPU is, in the words of the Compute Pressure API: https://www.w3.org/TR/compute-pressure/ */
export const pressureStates = ['nominal', 'fair', 'serious', 'critical'] as const;
export type PressureState = (typeof pressureStates)[number];
