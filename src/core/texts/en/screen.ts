/** Words of the frame: header, GPU chip, tabs, notices. */
export const screen = {
  header: {
    title: 'Rerank Bench',
    skipToSetup: 'Skip to the set-up',
    skipToResults: 'Skip to the results',
    setup: 'Set-up',
    results: 'Results',
    menu: 'Language and colours',
    switchToLight: 'Switch to light colours',
    switchToDark: 'Switch to dark colours',
  },
  gpu: {
    label: 'GPU and backend',
    none: 'No GPU: CPU',
    facts: 'What the browser says of the GPU',
    probing: 'Looking for a GPU…',
    unnamed: 'GPU without a name',
    namedByWebgl: '(names the GPU, because WebGPU does not)',
    software: 'software, computes on the CPU',
    saysNothing: 'It gives no vendor and no name.',
    features: 'Features',
    limits: 'Limits',
    noWebgpu: 'No WebGPU in this browser: models run on the CPU (WASM)',
    noAdapter: 'No GPU for WebGPU here: models run on the CPU (WASM)',
    failed: 'The GPU could not be asked: models run on the CPU (WASM)',
  },
  backend: {
    next: 'Models will run on {{devices}}.',
    now: 'Running on {{devices}}.',
    last: 'The last job ran on {{devices}}.',
  },
  notices: {
    title: 'Notices',
    dismiss: 'Dismiss',
    details: 'Details',
    hideDetails: 'Hide details',
    copy: 'Copy',
    copied: 'Copied',
  },
  /** Separators for parts, clauses and sentences that are joined. */
  joint: { parts: ', ', clauses: '; ', sentences: ' ', label: ': ' },
  tabs: {
    label: 'Results',
    setup: 'Measure',
    throughput: 'Result',
    ranking: 'Rank',
  },
} as const;
