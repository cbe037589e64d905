/** Words of what makes a lane fast: the runtime's build, threads and sessions, and how batches are formed. */
export const speed = {
  speed: {
    runtime: 'Runtime build',
    build: {
      auto: 'automatic',
      jspi: 'jspi',
      asyncify: 'asyncify',
      plain: 'plain (CPU only)',
    },
    workers: 'WASM sessions',
    automatic: 'automatic',
    tokenBudgets: 'Token budgets',
    tokenBudgetsNone: 'none',
    paddingMultiples: 'Pad to a multiple of',
    paddedTo_one: 'unpadded',
    paddedTo_other: 'padded to multiples of {{count, number}}',
    graph: 'Graph',
    graphStyle: { exported: 'as exported', fused: 'fused' },
    gpuOptions: 'WebGPU option',
    gpuOption: {
      standard: 'standard options',
      'validation-wgpuOnly': 'less validation',
      'validation-full': 'full validation',
      'cache-simple': 'buffers of exact size kept',
      'cache-lazyRelease': 'buffers freed after a pass',
      'output-gpu': 'output left on the GPU',
      'graph-capture': 'graph capture',
    },
    help: {
      runtime:
        'Builds of ONNX Runtime, which runs the model. Automatic takes the fastest one that starts here: jspi needs a recent browser, asyncify runs in any, plain runs on the CPU alone. Each one chosen is measured by itself.',
      threads: 'Threads of each session. If this and sessions are empty, a short trial finds the fastest.',
      workers:
        'Sessions that share a request’s batches. Each holds the model’s weights: memory is multiplied.',
      tokenBudgets:
        'A batch takes pairs until pairs × longest would exceed this many tokens. Measured in addition to the batch sizes.',
      paddingMultiples:
        'On WebGPU each new length may have to compile; padding to a multiple makes fewer lengths. Each one is measured by itself.',
      graph: 'How a synthetic twin’s graph is written. Each one is measured by itself.',
      gpuOptions: 'How ONNX Runtime uses WebGPU. Each one is measured by itself, on WebGPU alone.',
    },
  },
  /** What codes in a result mean, as tooltips. */
  gloss: {
    fp32: '32 bits for each weight: the most exact and the largest',
    fp16: '16 bits for each weight: half the size of fp32',
    q8: '8 bits for each weight: a quarter of the size of fp32, a little less exact',
    q4: '4 bits for each weight: the smallest, the least exact',
    q4f16: '4 bits for each weight, computed with 16',
    jspi: 'The build of ONNX Runtime for recent browsers',
    asyncify: 'The build of ONNX Runtime that runs in any browser',
  },
  calibration: {
    trying: 'Calibrating: {{candidate}} ({{place, number}} of {{of, number}})',
    candidate: '{{plan}}: {{rate}} pairs/s',
    sessions_one: '{{count, number}} session',
    sessions_other: '{{count, number}} sessions',
    measured: 'Best of what was tried here:',
    remembered: 'Remembered from an earlier calibration on this device:',
    failed: 'failed',
    memory: 'Each of the {{count, number}} sessions holds the model’s weights, so memory is multiplied.',
    again: 'Calibrate again',
    againHelp: 'Forgets what was remembered; the next run tries again',
    forgotten: 'The next run calibrates again.',
  },
} as const;

/** Words of batches that are filled up to a number of tokens. */
export const batching = {
  batching: {
    upTo: '≤ {{tokens}} tokens',
    upToBrief: '≤{{tokens}} tok',
    cell: '{{pairs, number}} pairs, ≤ {{tokens, number}} tokens a batch',
    line: '{{amount}} pairs, token budgets',
  },
} as const;
