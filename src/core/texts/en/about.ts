/** What the page tells of itself. These texts are loaded when they are first asked for. */
export const about = {
  title: 'About Rerank Bench',
  close: 'Close',
  what: 'Rerank Bench runs a text reranker on your own device, in this browser, and finds the batch size to set. Your query and documents never leave the device.',
  begin: {
    title: 'How to begin',
    choose: 'Choose a model. The toy is there at once, and the others are downloaded once and kept.',
    measure: 'Press Measure this device. A minute or so later the answer stands first, the chart below it.',
    rank: 'Under Rank, edit the query and the documents and watch them reorder.',
  },
  method: {
    title: 'How it measures',
    rounds:
      'After a warm-up, all batch sizes are measured in rounds, in a new random order each time, so that heat and other programs slow them all alike.',
    throughput:
      'Throughput is the number of pairs scored divided by the time they took, from the text to the scores.',
    recommendation:
      'The recommended batch size is the smallest that reaches at least 95 % of the best throughput, compared round by round; it is “sure” only once the measurements decide it.',
  },
  words: {
    title: 'Words',
    pair: { term: 'pair', meaning: 'One query with one document. The model gives each pair a score.' },
    batch: { term: 'batch size', meaning: 'How many pairs the model scores in one pass.' },
    precision: {
      term: 'fp32, fp16, q8, q4',
      meaning:
        'How many bits each number of the model has: 32, 16, 8 or 4. Fewer bits make a smaller model, often a faster one, and scores that are a little less exact.',
    },
    device: {
      term: 'WebGPU, WASM',
      meaning: 'Where the model runs: WebGPU is the graphics card, WASM (WebAssembly) the CPU.',
    },
    build: {
      term: 'jspi, asyncify, plain',
      meaning:
        'Three builds of ONNX Runtime, which runs the model. The page takes the fastest one that this browser can run; “plain” runs on the CPU only.',
    },
    twin: {
      term: 'synthetic twin',
      meaning:
        'A model with a real model’s shape and made-up weights. It takes as long as the real one and needs no download, but its scores mean nothing.',
    },
  },
  docs: {
    title: 'Docs',
    inSource: 'They are in the folder docs/ of the source.',
    using: 'Using the page',
    method: 'The method in full',
    models: 'Models',
    twins: 'Synthetic twins',
    loadTests: 'Load tests',
    settings: 'Settings in a link',
    commandLine: 'Command line',
    ci: 'In continuous integration',
    hosting: 'Hosting the page',
  },
  project: {
    title: 'Version and licence',
    version: 'Version {{version}}',
    versionAndCommit: 'Version {{version}}, commit {{commit}}',
    source: 'Source',
    licence: 'Licence: Apache 2.0',
    contained: 'Licences of what it contains',
  },
} as const;
