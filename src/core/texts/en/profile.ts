/** Words of "where the time goes": the profile of one pass, on the page, in exports and in the terminal. */
export const profile = {
  profile: {
    title: 'Where the time goes',
    run: 'Profile one pass',
    again: 'Profile again',
    help: 'Loads the model again with the profiler on and times each operator of one pass. What was measured stays as it is.',
    setting: 'Profile one pass after each sweep',
    settingHelp: 'Loads the model of the fastest lane once more. What was measured stays as it is.',
    noTimestamps:
      'This GPU or browser has no timestamp queries, which operators are timed by. Use a current Chrome or Edge, or measure on WASM alone.',
    partTitle: 'Where the time goes: {{lane}}',
    pass: '{{lane}}: one pass of {{pairs}} pairs with {{length}} tokens each takes {{ms}} ms.',
    gpuBusy: 'The GPU is busy for {{share}} of that, in {{calls}} dispatches.',
    gpuWaits: 'Otherwise it waits for JavaScript and the runtime: larger batches or fused operators help.',
    gpuFull: 'It hardly waits: a faster GPU or a smaller precision helps.',
    cpuBusy: 'With the profiler on, its {{calls}} operators take {{share}} of the pass.',
    onCpu: '{{calls}} operators of the graph ran on the CPU instead, for {{ms}} ms.',
    method: 'Operators’ times are means of {{passes}} passes, which the profiler made {{slowdown}} longer.',
    distorted: 'The profiler’s own work counts here, so short operators weigh less than their shares say.',
    coarse: 'The browser rounds GPU times to {{ms}} ms, so short operators are uncertain.',
    operators: 'Operators of the pass',
    shares: 'Share of the operators’ time',
    kind: {
      'matrix-product': 'Matrix products',
      attention: 'Attention',
      normalisation: 'Normalisation',
      other: 'The rest',
    },
    column: {
      operator: 'Operator',
      part: 'Part',
      dispatches: 'Dispatches',
      runs: 'Runs',
      ms: 'ms',
      share: 'Share',
    },
  },
} as const;
