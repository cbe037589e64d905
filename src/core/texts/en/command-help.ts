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
      serve: 'Serves the page on this machine, on port 4173 or the one given with --port.',
      more: '{{calledAs}} --help lists the flags of a command.',
    },
    withDefault: '{{text}} (default: {{value}})',
    withChoices: '{{text}} (choices: {{choices}}, default: {{value}})',
    showHelp: 'show this help',
    setting: {
      model:
        'builtin:coverage, a hub id (org/name), twin:<name> (synthetic, nothing is downloaded), or a folder (a path that begins with . or /)',
      suite:
        'the standard suite to run: quick, standard, thorough; any setting given beside it makes the run depart from the standard',
      layers: 'layers of a synthetic twin; unset: as many as the real model has',
      dtype: 'precision: auto, fp32, fp16, q8, q4, q4f16; each a lane',
      file: 'a weights file by its name, instead of a dtype, such as model_int8.onnx',
      device: 'webgpu, wasm; each a lane; unset: webgpu with a hardware GPU, else wasm',
      batchSizes: 'batch sizes to measure',
      tokenBudgets: 'most tokens in a batch, padding included; measured in addition to the batch sizes',
      pairCounts: 'pairs per request',
      maxLength: 'most tokens in a pair, special tokens included',
      repetitions: 'samples per cell; unset: until the intervals are narrow enough',
      runtime: 'build of ONNX Runtime: auto, jspi, asyncify, plain; each a lane',
      threads: 'WASM threads per session; with threads and workers unset, a short trial chooses both',
      workers: 'WASM sessions that share the batches; each holds the weights, so memory is multiplied',
      truncation:
        'what is cut from a pair that exceeds max length: only-second (the document), longest-first (the longer text)',
      order: 'how pairs are put into batches: length (sorted by length), input (as they come); each a lane',
      paddingMultiples: 'pad batches to a multiple of this many tokens; each a lane',
      graph: 'how a synthetic twin’s graph is written: exported, fused; each a lane',
      gpuOptions: 'options of ONNX Runtime on WebGPU, see docs/settings.md; each a lane',
      seed: 'seed of every shuffle',
      sample: 'sample set: {{samples}}',
      host: 'base address of the model hub or a mirror',
      label: 'your name for the device, kept in the record',
      lang: 'language of the page and of the output: {{languages}}',
      autorun: 'without effect here: a command always measures at once',
      stepDown: '0: a ranking that runs out of memory fails instead of using smaller batches',
      keepText: '1: the record includes the query and the documents',
      profilePass: '1: the run ends with a profile of one pass of its fastest cell',
      arrivals:
        'poisson (independent users), constant (even gaps), bursts, or closed (clients that ask again when answered)',
      rate: 'requests per second; unset: 70 % of the measured capacity',
      rampTo: 'requests per second at the end, reached evenly from --rate; unset: constant',
      burstSize: 'requests per burst, with --arrivals bursts',
      clients: 'number of clients, with --arrivals closed',
      pairsPerRequest: 'pairs per request; two numbers: drawn at random between them',
      duration: 'how long requests arrive; all that have arrived are still answered',
      maxArrivals: 'most requests in all',
      maxBatch: 'most pairs in a batch',
      maxWait:
        'a batch that is not full starts when its oldest request has waited this long; 0: as soon as the model is free',
      batchTokens: 'most tokens of a batch, padding included; unset: no such limit',
      lookAhead: 'how many waiting pairs are sorted by length to fill a batch; 0: in order of arrival',
      timeout: 'a request without an answer is given up after this long',
      queueLimit: 'further requests are refused while this many wait',
      policies: 'none (every pair alone), fixed (full batches only), dynamic; each meets the same requests',
      tailPercentile: 'the latency percentile that the planner keeps within --tail-latency',
      tailLatency: 'the planner’s limit for that percentile',
    },
    /** The help of a setting that has no text of its own. */
    otherSetting: 'the setting {{name}}; see docs/settings.md',
    flag: {
      documents:
        'documents of your own: .jsonl (a string, {"text"} or {"query", "text"} a line), .csv or .tsv (columns text, query), .json (a list, or a request to rerank) or .txt (one a line)',
      titles: 'join puts a document’s title before its text, as BEIR does; ignore leaves titles out',
      encoding:
        'the encoding of --documents, such as windows-1252; unset: by its byte order mark, else UTF-8, else a guess, which is reported',
      qrels: 'the documents’ relevance, matched by their ids: TREC qrels, or BEIR’s qrels/test.tsv',
      query: 'the query for documents that have none',
      batchSize: 'most pairs in one forward pass; unset: the page’s choice',
      card: 'write the share card to this PNG file: 1200 × 630 px, with the recommended batch size and its chart',
      cardTheme: 'colours of the share card',
      runs: 'number of runs; with --out file.json they are file-1.json, file-2.json, …',
      format: 'format of the output',
      formatOfCollection: 'format of the output; json is the chart data',
      out: 'also write the result to this file, whose ending sets the format: {{endings}}',
      lang: 'language of the output',
      browser: '{{names}}, or the path of a program; unset: the first that is found',
      headed: 'show the browser’s window',
      browserArg: 'a flag for the browser itself; may be repeated',
      profile: 'keep the browser’s data in this folder, so that models are downloaded once',
      page: 'use a hosted page (https, or http on this machine) instead of this checkout’s',
      port: 'port of the page’s server (default: any free one; {{profilePort}} with --profile)',
      connect: 'use a remote Playwright browser at this ws:// or wss:// address',
      timeout: 'stop after this long; bench and load write what was measured',
      folder: 'where the records and archives are',
      base: 'runs to compare with (before)',
      head: 'runs to compare (after)',
      failIfSlower:
        'exit with status 4 if the head is surely slower by more than this: with 10%, if the whole 95 % interval of the geometric-mean throughput ratio is below 0.90',
      allowDifferentInput: 'let --fail-if-slower judge runs that scored different texts or numbers of tokens',
    },
    /** Exit statuses of all commands that start a browser. */
    exit: {
      usage: 'wrong usage: a flag, a file or a port that cannot be used',
      interrupted: 'interrupted',
    },
    bench: {
      summary: 'Measures a reranker in a real browser and prints the run.',
      notes:
        'A lane is one combination of device, precision and every other setting of which several values were given. Only the run is printed to stdout; progress and notices go to stderr. Ctrl-C stops, and what was measured is written.',
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
        'Sends requests one by one to a reranker in a real browser, batches them as they come, and says how many a second it can answer. With several devices, dtypes, runtimes, paddings or graphs, the first that can run is tested.',
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
        'Compares two sides of runs: by how much throughput differs in each cell and overall, with 95 % intervals.',
      notes:
        'With two runs or more on each side, the intervals come from how runs differ. With one run on a side, they come only from the samples inside it, which says less. A file is a run record or an archive of several; a link that contains #r=… works as well.',
      exit: {
        ok: 'compared, and none of the following',
        noResult:
          'nothing could be compared, or, with --fail-if-slower, the head has no result for a lane of the base',
        usage: 'wrong usage, a file that cannot be read, or runs that --fail-if-slower must not judge',
        suspectScores: 'the scores of a lane of the head are suspect',
        regression: '--fail-if-slower: slower than allowed (never with one run on a side)',
      },
    },
    collect: {
      summary:
        'Collects the run records of a folder and its subfolders into one table, and into chart data, by device and lane.',
      notes:
        'Runs of one device that measured the same work with the same software are combined, and each run counts once. Devices are told apart by their label and the adapter’s name. Files that are not run records are named on stderr and skipped.',
      exit: {
        ok: 'collected',
        usage: 'wrong usage, or no run record could be read',
      },
    },
  },
} as const;
