/** Words of the frame: header, GPU badge, notices. */
export const screen = {
  header: {
    title: 'Rerank Bench',
    purpose:
      'Find the batch size at which a reranker runs fastest on this device. Nothing leaves your machine.',
    skipToSetup: 'Skip to what to run',
    skipToResults: 'Skip to what came out',
    setup: 'What to run',
    results: 'What came out',
    switchToLight: 'Switch to light colours',
    switchToDark: 'Switch to dark colours',
  },
  gpu: {
    label: 'GPU and backend',
    probing: 'Looking for a GPU…',
    unnamed: 'GPU without a name',
    namedByWebgl: '(named by WebGL)',
    software: 'software adapter: it computes on the CPU',
    noWebgpu: 'No WebGPU in this browser: models run on the CPU (WASM)',
    noAdapter: 'No GPU for WebGPU here: models run on the CPU (WASM)',
    failed: 'The GPU could not be asked: models run on the CPU (WASM)',
    adapter: 'WebGPU adapter: {{description}}',
    webgl: 'WebGL draws with {{renderer}}',
  },
  backend: {
    next: 'Will run on {{devices}}',
    now: 'Running on {{devices}}',
    last: 'Ran on {{devices}}',
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
  joint: { parts: ', ', clauses: '; ', sentences: ' ' },
  tabs: {
    label: 'What came out',
    throughput: 'Throughput',
    ranking: 'Ranking',
  },
} as const;
