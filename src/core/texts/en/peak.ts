/** How far a lane is from what its device can do. */
export const peak = {
  peakChart: {
    choice: 'Of peak',
    title: 'Percent of the device’s measured peak',
    description: 'Percent of the device’s measured peak against batch size. {{summary}}',
    axis: '% of peak',
    help: 'The model’s floating-point operations over the whole request, tokenizing included, held against the fastest matrix product found on this device after the lane. A model is more than its products: 100% is out of reach.',
  },
  peakOutlook: {
    best: '{{lane}}: at best {{share}} of the device’s measured peak ({{rate}} GFLOP/s, {{precision}}), at batch size {{batch, number}} and pair count {{pairs, number}}.',
    near: 'That is close to the limit: a larger batch can hardly help.',
    rising: 'It was still rising at the largest batch: a larger one may help.',
    whole: 'That batch holds the whole request already: a larger one would change nothing.',
    level: 'It was no longer rising at the largest batch: a larger one is not likely to help.',
    unknown: 'One batch size alone does not tell whether a larger one would help.',
    precision: { f32: 'single precision', f16: 'half precision', int8: 'eight-bit integers' },
  },
} as const;
