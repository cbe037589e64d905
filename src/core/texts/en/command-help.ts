/** What `--help` says: each command, its flags, and how it ends. */
export const commandHelp = {
  help: {
    usage: 'Usage:',
    arguments: 'Arguments:',
    options: 'Options:',
    exitStatus: 'Exit status:',
    example: 'Example:',
    examples: 'Examples:',
    flags: '[flags]',
    /** What `rerank-bench` says of itself where no command is named. */
    program: {
      commands: 'Commands:',
      serve: 'Serves the page on this machine, at port 4173 or, with --port, at another.',
      more: '{{calledAs}} --help lists the flags of a command.',
    },
    withDefault: '{{text}} (default: {{value}})',
    withChoices: '{{text}} (choices: {{choices}}, default: {{value}})',
    showHelp: 'show this',
    setting: {
      model:
        'builtin:coverage, a hub id (org/name), twin:<name> (synthetic, nothing is downloaded), or a folder: a path that begins with . or /',
      suite: 'the standard suite to run: quick, standard, thorough; what is set beside it departs from it',
      layers: 'layers of a synthetic twin; unset: as many as its model has',
      dtype: 'auto, fp32, fp16, q8, q4, q4f16; each a lane',
      file: 'a file with weights, by its name, instead of a dtype: model_int8.onnx',
      device: 'webgpu, wasm; each a lane; unset: a hardware GPU, else wasm',
      batchSizes: 'batch sizes to measure',
      tokenBudgets: 'most tokens in a batch, padding included; adds cells to those of the batch sizes',
      pairCounts: 'pairs in a request',
      maxLength: 'most tokens in a pair, special tokens included',
      repetitions: 'samples per cell; unset: as many as the intervals need',
      runtime: 'build of ONNX Runtime: auto, jspi, asyncify, plain; each a lane',
      threads: 'WASM threads of a session; threads and workers unset: a calibration chooses',
      workers: 'WASM sessions that share the batches; memory is multiplied',
      truncation:
        'what is cut beyond max length: only-second (the document), longest-first (the longer text)',
      order: 'how pairs go into batches: length, input; each a lane',
      paddingMultiples: 'pad batches to a multiple of this many tokens; each a lane',
      graph: 'how a synthetic twin’s graph is written: exported, fused; each a lane',
      gpuOptions: 'options of ONNX Runtime on WebGPU, see docs/settings.md; each a lane',
      seed: 'of every shuffle',
      sample: 'sample set: {{samples}}',
      host: 'base address of the model hub or a mirror',
      label: 'your name for the device, kept in the record',
      lang: 'the language of the page and of what is printed: {{languages}}',
      autorun: 'without effect here: a command always measures at once',
      stepDown: '0: a ranking that runs out of memory fails instead of using smaller batches',
      keepText: '1: the record keeps the query and the documents themselves',
      profilePass: '1: the run ends with a profile of one pass of its fastest cell',
      arrivals:
        'poisson (independent users), constant (even gaps), bursts, or closed (clients that ask again when answered)',
      rate: 'requests a second; unset: 70 % of what the model is found to take',
      rampTo: 'requests a second at the end, rising or falling from --rate; unset: steady',
      burstSize: 'requests of a burst, with --arrivals bursts',
      clients: 'clients, with --arrivals closed',
      pairsPerRequest: 'pairs of each request; with two numbers, drawn between them',
      duration: 'how long requests arrive; those that have arrived are still answered',
      maxArrivals: 'no more requests than this',
      maxBatch: 'most pairs in a batch',
      maxWait:
        'a batch that is not full leaves when its oldest request has waited this long; 0: as soon as the model is free',
      batchTokens: 'most tokens of a batch, padding included; unset: no such limit',
      lookAhead: 'how many waiting pairs are sorted by length to fill a batch; 0: in their order',
      timeout: 'a request without an answer is given up after this long',
      queueLimit: 'further requests are refused while this many wait',
      policies: 'none (every pair alone), fixed (full batches only), dynamic; each meets the same requests',
      tailPercentile: 'the percentile that the planner keeps within --tail-latency',
      tailLatency: 'the planner’s limit on that percentile of latencies',
    },
    /** The help of a setting that has no text of its own. */
    otherSetting: 'the setting {{name}}; see docs/settings.md',
    flag: {
      documents:
        'documents of your own: .jsonl (a string, {"text"} or {"query", "text"} a line), .csv or .tsv (columns text, query), .json (a list, or a request to rerank) or .txt (one a line)',
      titles: 'join puts a document’s title before its text, as BEIR does; ignore leaves titles out',
      encoding:
        'the encoding of --documents, such as windows-1252; default: a byte order mark, UTF-8, or a guess that is told',
      qrels: 'the documents’ relevance, matched by their ids: TREC qrels, or BEIR’s qrels/test.tsv',
      query: 'the query for documents that have none',
      batchSize: 'most pairs in a pass; unset: the page’s choice',
      card: 'PNG to write the share card to: 1200 × 630 px with the batch size to set and its chart',
      cardTheme: 'how the share card looks',
      runs: 'runs to make: file-1.json, file-2.json, … with --out file.json',
      format: 'what is printed',
      formatOfCollection: 'what is printed; json is the chart data',
      out: 'write the result to a file too, by its ending: {{endings}}',
      lang: 'the language of what is printed',
      browser: '{{names}}, or a program; unset: the first that is found',
      headed: 'show the browser’s window',
      browserArg: 'a flag for the browser itself; may be repeated',
      profile: 'keep the browser’s data there, so that models are downloaded once',
      page: 'use a hosted page (https, or http on this machine) instead of this checkout’s',
      port: 'port of the page’s server (default: any free one; {{profilePort}} with --profile)',
      connect: 'use a remote Playwright browser at this ws:// or wss:// address',
      timeout: 'stop after this long; bench and load write what was measured',
      folder: 'where the records and archives are',
      base: 'runs to compare with',
      head: 'runs to compare',
      failIfSlower:
        'end with status 4 where the head is slower by more than this beyond doubt: with 10%, where the upper end of the 95 % interval of the geometric-mean throughput ratio is below 0.90',
      allowDifferentInput:
        'let --fail-if-slower judge although the runs scored different texts or numbers of tokens',
    },
    /** Exit statuses of all commands that start a browser. */
    exit: {
      usage: 'usage: flags, files or a port that cannot be used',
      interrupted: 'interrupted',
    },
    bench: {
      summary: 'Measures a reranker in a real browser and prints the run.',
      notes:
        'Only the run is printed to stdout; progress and notices go to stderr. Ctrl-C stops, and what was measured is written.',
      exit: {
        ok: 'every lane gave a result',
        noResult: 'a requested lane gave no result',
        suspectScores: 'the scores of a lane are suspect',
      },
    },
    rank: {
      summary:
        'Orders documents for a query in a real browser. With several devices, dtypes or graphs, the first that can run is used.',
      notes:
        'Only the ranking is printed to stdout; progress and notices go to stderr. JSON is {query, model, device, dtype, results: [{index, score, probability, document}]}, best first; index is the document’s place in the input, from 0. A result has id and relevance if its document does.',
      exit: {
        ok: 'ranked',
        noResult: 'there is no ranking',
        suspectScores: 'the scores are suspect: constant, not numbers, or dependent on the batch',
      },
    },
    load: {
      summary:
        'Sends a reranker requests one by one in a real browser, batches them as they come, and says how many a second it takes. With several devices, dtypes, runtimes, paddings or graphs, the first that can run is tested.',
      notes:
        'Only the result is printed to stdout; progress and notices go to stderr. Ctrl-C stops, and what was measured is printed. JSON is the whole run record; CSV has a row per policy. Simulated figures are marked as simulated.',
      exit: {
        ok: 'the load test gave a result; an overloaded policy counts as one',
        noResult: 'it gave none, or a policy failed',
        suspectScores: 'the scores of the lane are suspect',
      },
    },
    compare: {
      summary:
        'Compares two sides of runs: by how much throughput differs in each cell and over all, with 95 % intervals.',
      notes:
        'With two runs or more on each side the intervals rest on how runs differ; with one on a side, only on the samples inside it, which says less. A file is a run record or an archive of several; a link that contains #r=… works as well.',
      exit: {
        ok: 'compared, and none of the following',
        noResult:
          'nothing could be compared, or, with --fail-if-slower, the head has no result for a lane of the base',
        usage: 'usage, a file that cannot be read, or runs that --fail-if-slower must not judge',
        suspectScores: 'the scores of a lane of the head are suspect',
        regression: '--fail-if-slower: slower than allowed (never with one run on a side)',
      },
    },
    collect: {
      summary:
        'Puts the run records of a folder, and of the folders in it, into one table and chart data by device and lane.',
      notes:
        'Runs of one device that measured the same work with the same software are combined, with the run as the unit. The label and the adapter’s name keep devices apart. Files that are not run records are named on stderr and skipped.',
      exit: {
        ok: 'collected',
        usage: 'usage, or no run record could be read',
      },
    },
  },
} as const;
