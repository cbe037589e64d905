/**
 * Titles and help of the columns of cells. `written` is the title in Markdown and `brief` the one in a
 * terminal, where they differ from the page's.
 */
export const columns = {
  column: {
    lane: { title: 'Lane', brief: 'lane' },
    pairCount: { title: 'Pairs', written: 'pairs' },
    batchSize: { title: 'Batch', written: 'batch' },
    pairsPerSecond: { title: 'Pairs/s', written: 'pairs/s' },
    latency: {
      title: 'Latency, ms',
      written: 'latency, ms (mean ± 95 %)',
      help: 'Mean of one request, with its 95 % interval',
    },
    meanMs: { title: 'Mean, ms', brief: 'mean ms' },
    halfWidthMs: { title: '± 95 %' },
    medianMs: { title: 'Median, ms', written: 'median, ms', brief: 'median' },
    n: { title: 'Samples', brief: 'n' },
    sdMs: { title: 'SD, ms', help: 'Standard deviation of the latency' },
    cv: { title: 'CV', help: 'Standard deviation as a share of the mean' },
    p95Ms: { title: 'P95, ms', brief: 'P95', help: 'From 20 samples on' },
    p99Ms: { title: 'P99, ms', brief: 'P99', help: 'From 100 samples on' },
    tokenizeMs: { title: 'Tokenize, ms', help: 'Mean of one request' },
    modelMs: { title: 'Model, ms', help: 'Mean of one request, all its passes' },
    tokensPerSecond: { title: 'Tokens/s', help: 'Real tokens, padding not counted' },
    gflopsPerSecond: {
      title: 'GFLOP/s',
      help: 'Floating-point operations of a request, padding included, over its mean latency; where the model’s shape is known',
    },
    percentOfPeak: {
      title: '% of peak',
      help: 'Share of the fastest matrix product or cell measured on this device, with the lane’s precision and threads',
    },
    paddingEfficiency: { title: 'Padding eff.', help: 'Real tokens ÷ tokens computed' },
    firstRunMs: {
      title: 'First run, ms',
      help: 'The cell’s first request, which compiles what its shapes need; not a sample',
    },
    gpuPeakBytes: {
      title: 'GPU peak, MiB',
      help: 'Most bytes of GPU buffers alive at one time during the warm-up',
    },
    gpuResidentBytes: { title: 'GPU after, MiB', help: 'Bytes of GPU buffers alive after the warm-up' },
    wasmBytes: { title: 'WASM, MiB', help: 'WebAssembly memory after the warm-up; it never shrinks' },
    memory: { title: 'Memory', written: 'memory' },
    peakMemory: { title: 'Memory', written: 'memory' },
    state: { title: 'State', written: 'state' },
  },
} as const;
