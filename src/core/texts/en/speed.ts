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
        'Automatic takes the fastest build of ONNX Runtime that starts here. Each build is a lane of its own.',
      threads:
        'Threads of each session. If this and sessions are empty, a short calibration finds the best of both.',
      workers:
        'Sessions that share a request’s batches. Each holds the model’s weights: memory is multiplied.',
      tokenBudgets:
        'A batch takes pairs until pairs × longest would exceed this many tokens. Measured in addition to the batch sizes.',
      paddingMultiples:
        'On WebGPU each new length may have to compile; padding to a multiple makes fewer lengths. Each is a lane of its own.',
      graph: 'How a synthetic twin’s graph is written. Each is a lane of its own.',
      gpuOptions: 'How ONNX Runtime uses WebGPU. Each option is a lane of its own, on WebGPU alone.',
    },
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
    againHelp: 'Forgets what was remembered; the next sweep tries again',
    forgotten: 'The next sweep calibrates again.',
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
