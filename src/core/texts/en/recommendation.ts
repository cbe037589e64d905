/** Words of the recommendation: the sentence, its cards, and how to check it on a server. */
export const recommendation = {
  recommendation: {
    pairs_one: '{{list}} pair',
    pairs_other: '{{list}} pairs',
    fastest: '<strong>Set batch size {{batch, number}}</strong>: the fastest at {{pairs}}.',
    smallest:
      '<strong>Set batch size {{batch, number}}</strong>: the smallest as fast as the fastest ({{fastest}}) within {{margin}}, at {{pairs}}.',
    only: '<strong>Batch size {{batch, number}}</strong> is the only one measured at {{pairs}}: there is nothing to compare it with.',
    unsure:
      '<strong>Not yet sure between {{batch, number}} and {{upTo, number}}</strong> at {{pairs}}: the samples do not tell them apart.',
    tooFew:
      '<strong>Not yet sure</strong> at {{pairs}}: batch size {{batch, number}} was fastest, with too few rounds to say more.',
    place: '{{lane}} on {{device}}',
    placeIn: '{{place}} in {{browser}}',
    cpu_one: 'the CPU ({{count, number}} thread)',
    cpu_other: 'the CPU ({{count, number}} threads)',
    cpuPlain: 'the CPU',
    namedByWebgl: '{{name}} (named by WebGL)',
    software: '{{name}}, a software adapter that computes on the CPU',
    noGpuName: 'a GPU without a name',
    more: 'Measure {{count, number}} more rounds',
    moreHelp: 'Continues where the measurement ended, and keeps what it has',
    cards: 'What to set for which use',
    toCome: 'Stands here once the run is over.',
    batch: 'batch size',
    situation: {
      interactive: 'Interactive API',
      offline: 'Offline reranking',
      'small-device': 'Small devices',
      concurrent: 'Many requests at once',
    },
    range: '{{min, number}}–{{max, number}} documents a request',
    concurrentRange: 'several users at a time',
    reason: {
      'p95-latency': 'Lowest P95 latency at {{pairs}}, within {{margin}}: {{value}}',
      'median-latency': 'Lowest median latency at {{pairs}}, within {{margin}}: {{value}}',
      throughput: 'Most throughput at {{pairs}}, within {{margin}}: {{value}}',
      memory: 'Least memory within {{margin}} of the fastest at {{pairs}}: {{value}}',
    },
    soFar: {
      'p95-latency': 'P95 latency at {{pairs}}: {{value}}',
      'median-latency': 'Median latency at {{pairs}}: {{value}}',
      throughput: 'Throughput at {{pairs}}: {{value}}',
      memory: 'Memory at {{pairs}}: {{value}}',
    },
    tentative: 'batch size, for now',
    runnerUp: 'Next: batch {{batch, number}}, {{value}}',
    runnerUpElsewhere: 'Next: batch {{batch, number}} on {{lane}}, {{value}}',
    noRunnerUp: 'Nothing else was measured that can be compared',
    certainty: {
      sure: 'Sure: the samples decide',
      'not-yet-sure': 'Not yet sure: the next may turn out to be better',
      'only-measured': 'The only one measured: nothing to compare it with',
    },
    noPairs: 'No such requests were measured.',
    addPairs: 'Add {{pairs, number}} and measure',
    nothingTrusted: 'Nothing was measured there that can be trusted.',
    noMemory: 'Memory was not measured at a suitable pair count, so there is no recommendation.',
    concurrent:
      'Here one request is measured at a time. Putting pairs of several requests into one batch changes what is best: a load test measures that.',
    wasmStops:
      'At {{pairs}}, {{wasm}} beats {{webgpu}} at batch {{wins}}; from {{stops, number}} on it no longer does.',
    wasmWins:
      'At {{pairs}}, {{wasm}} beats {{webgpu}} at batch {{wins}}, including the largest that both measured.',
    pairsPerSecond: '{{rate}} pairs/s',
    mebibytes: '{{amount}} MiB',
  },
  python: {
    title: 'Check it on a server (Python)',
    intro:
      'These numbers hold for this browser on this device. This program times the same batch sizes with sentence-transformers on your server, with made-up texts as long as those measured here.',
    copy: 'Copy',
    copied: 'Copied',
    code: 'Python program',
    comment: {
      measuredOn: 'Rerank Bench recommends batch size {{batch, number}}: {{place}}',
      notYetSure: 'Rerank Bench is not yet sure; {{batch, number}} may be the best: {{place}}',
      onlyMeasured: 'Rerank Bench measured no batch size other than {{batch, number}}: {{place}}',
      example: 'The built-in model has no counterpart on a server: put the model you serve here.',
      unknown: 'Put the repository of the original PyTorch model here.',
      pairs:
        'Made-up texts as long as the measured pairs: {{min, number}} to {{max, number}} tokens, median {{p50, number}}.',
      pairsUnknown:
        'The run does not say how long its texts were: these made-up ones are as long as the max length allows.',
      sorted: 'From short to long, since the page batched pairs of similar length.',
      shuffled: 'In mixed order, since the page did not sort its pairs by length.',
      warmUp: 'warm-up',
      recommended: 'recommended in the browser',
      tentative: 'perhaps the best in the browser',
      measured: 'measured in the browser',
    },
  },
} as const;
