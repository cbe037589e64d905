/**
 * Words of what is behind the numbers: how the scores were checked, memory, and what happened during the run.
 */
export const runDetails = {
  scoreFinding: {
    'equal-scores':
      'All of these documents score the same, although their texts differ: the order is the one they came in. Choose another model or precision, then rank again.',
    'not-numbers':
      'Some scores are not numbers: the weights overflow on this device, or the file is damaged. Choose another precision or device, then run again.',
    constant:
      'Every pair gets the same score, so nothing is ranked. Choose another precision, or check that the model is a reranker, then run again.',
    'batch-dependent':
      'A pair’s score depends on what else is in its batch, by more than this precision explains. Choose another precision or device, and update browser and driver, then run again.',
    'ranks-disagree':
      'This lane ranks pairs differently from a lane that should agree with it. Trust the other one; update browser and driver, then run again.',
    'reference-missed':
      'The scores differ from those the model’s authors publish. Check that the files are the right ones, choose another precision, then run again.',
    'attention-differs':
      'Suspect: attention. This model’s graph computes attention by one operator, and on this device it scores differently from plain attention. Trust the other lane, or choose a file without that operator, then run again.',
  },
  scoreCheck: {
    suspect: 'scores suspect',
    notApplicable: 'Scores not checked: a synthetic twin’s scores mean nothing.',
    ok: 'Scores checked: alone and padded in a batch they differ by {{largest}} at most (allowed: {{tolerance}}).',
    agreement: 'Ranks agree with {{lane}}: Kendall’s τ {{tau}}, largest difference {{largest}}.',
    disagreement: 'Against {{lane}}: Kendall’s τ {{tau}}, largest difference {{largest}}.',
  },
  laneEvents: {
    show_one: 'What happened ({{count, number}} event)',
    show_other: 'What happened ({{count, number}} events)',
    at: 'after {{duration}}',
    kind: {
      'worker-replaced': 'Worker replaced after memory ran out',
      'lane-restarted': 'Lane restarted after a fault',
      'runtime-fallback': 'Another build of ONNX Runtime took over',
      'hidden-tab': 'Tab hidden: measuring waited, and the request under way was discarded',
      'shown-tab': 'Tab in view again: measuring went on',
      'rounds-added': 'More rounds were asked for',
      'capacity-unknown':
        'The planner could not simulate many requests at once, so it recommends nothing for them',
      'order-unknown': 'The documents could not be scored again, so this order is not compared with another',
      'peak-unknown': 'How fast the device computes at best could not be measured',
    },
  },
  chartChoice: {
    label: 'What the chart shows',
    throughput: 'Throughput',
    latency: 'Latency',
    memory: 'Memory',
    padding: 'Padding',
    pairCount: 'Pairs in a request',
  },
  chartZoom: {
    zoom: 'Zoom',
    from: 'Smallest batch size in sight',
    to: 'Largest batch size in sight',
  },
  latencyChart: {
    title: 'Latency against batch size',
    description:
      'Mean latency of a request in milliseconds against batch size. The table under All numbers has the figures.',
    axis: 'ms a request',
    second: 'P95, ms',
    help: 'The mean of a whole request, from text to scores. Thin bars: its 95 % interval. P95 needs 20 samples.',
  },
  paddingChart: {
    title: 'Padding against batch size',
    description:
      'Percent of the computed tokens that are text against batch size. The table under All numbers has the figures.',
    axis: '% text',
    second: 'padding tokens',
    help: 'Pairs of one batch are padded to its longest. What is not text is computed for nothing: larger batches mix more lengths.',
  },
  memoryChart: {
    title: 'Memory against batch size',
    description: 'Memory in MiB against batch size. {{summary}}',
    summary: '{{lane}}: up to {{amount}} MiB.',
    nothingYet: 'No memory is measured yet.',
    axis: 'MiB',
    peak: 'GPU, most at once',
    resident: 'GPU, after the request',
    wasm: 'WASM, most so far',
    help: 'Read in the warm-up. GPU: buffers of ONNX Runtime. WASM memory never shrinks, so its line shows the most that was needed so far.',
  },
  wideTable: {
    more: 'More columns',
    fewer: 'Fewer columns',
    recommended: 'recommended',
  },
  interval: {
    widest: 'widest interval ±{{width}}, stops at ±{{limit}}',
    deciding: 'widest interval ±{{width}}, the batch size is still being decided',
    roundOf: 'Measuring, round {{round, number}} of {{rounds, number}}',
  },
  chartMarks: {
    recommended: 'recommended',
    fastest: 'fastest',
    fastestSoFar: 'fastest so far',
  },
  laneSummary: {
    fastest: 'fastest:',
    fastestSoFar: 'fastest so far:',
  },
  laneOrder: {
    length: 'by length',
    input: 'as given',
  },
} as const;

/** How close a lane comes to what its device can do. */
export const peak = {
  peakChart: {
    choice: 'Share of peak',
    title: 'Percent of the device’s measured peak',
    description: 'Percent of the device’s measured peak against batch size. {{summary}}',
    axis: '% of peak',
    help: 'The model’s floating-point operations over the whole request, tokenizing included, compared with the fastest matrix product found on this device, or the fastest cell where that was faster. A model is more than its products, so a good share is well below 100%.',
  },
  peakOutlook: {
    best: '{{lane}}: at best {{share}} of the device’s measured peak ({{rate}} GFLOP/s, {{precision}}), at batch size {{batch, number}} and pair count {{pairs, number}}.',
    reached:
      'No matrix product in the search was as fast, so the peak is the rate of the fastest cell: how much more the device could do is not known.',
    near: 'That is close to the limit: a larger batch can hardly help.',
    rising: 'It was still rising at the largest batch: a larger one may help.',
    whole: 'That batch holds the whole request already: a larger one would change nothing.',
    level: 'It was no longer rising at the largest batch: a larger one is not likely to help.',
    unknown: 'One batch size alone does not tell whether a larger one would help.',
    precision: { f32: 'single precision', f16: 'half precision', int8: 'eight-bit integers' },
  },
} as const;
