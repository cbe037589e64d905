/**
 * What the command line says on stderr. Its advice names flags, while the page's advice names what is on the
 * page.
 */
export const terminal = {
  terminal: {
    /** What failed and what to do next, by failure code. */
    failure: {
      'cpu-memory':
        'There was not enough memory. Try smaller batches, a shorter --max-length or a smaller --dtype.',
      'gpu-memory':
        'The GPU does not have enough memory, or a buffer was too large for it. Try smaller batches, a shorter --max-length or a smaller --dtype.',
      'device-lost': 'The browser lost the GPU. Try again, with smaller batches or --device wasm.',
      'no-gpu':
        'The browser offers no WebGPU adapter. Use --device wasm, or give the browser what it needs with --browser-arg or --headed.',
      'no-half-precision':
        'This GPU has no half precision, which fp16 weights need. Use --dtype fp32 or auto.',
      'dtype-not-on-gpu': 'This dtype does not run on WebGPU. Use another --dtype, or --device wasm.',
      'model-too-large':
        'The model is too large for this browser or GPU. Use a smaller --dtype or another --model.',
      'fused-twins-only':
        'Only a synthetic twin of a BERT or XLM-R can be built with fused operators. Use --graph exported.',
      'not-capturable': 'ONNX Runtime cannot capture this model’s graph. Use --gpu-options standard.',
      'too-many-shapes':
        'Graph capture can keep only a limited number of batch shapes. Use fewer --batch-sizes or larger --padding-multiples.',
      'too-many-layers': 'The real model has fewer layers than --layers asks for. Lower it, or leave it out.',
      'file-changed': 'A model file changed while it was downloaded. Try again.',
      'runtime-unavailable': 'This browser cannot run the chosen build of ONNX Runtime. Use --runtime auto.',
      'runtime-failed':
        'ONNX Runtime did not start in this browser. Try again, with --runtime auto or another --browser.',
      'model-not-found':
        'The model, or a file of it for this dtype, was not found. Check --model, --dtype and --host.',
      'model-gated':
        'The hub gives this model only to users who have logged in. Use another one, a mirror with --host, or a local folder.',
      'file-incomplete': 'A model file arrived incomplete. Try again.',
      'folder-not-here': 'The page does not have the files of this folder. Give it as --model ./folder.',
      'file-not-a-model':
        'A file is not what its name says, perhaps an error page from a proxy. Check --host.',
      'lfs-pointer':
        'A model file is only a git-lfs pointer, not the file itself. Run git lfs pull in the model’s folder.',
      'unsupported-model': 'This kind of model cannot be run here yet. Use a cross-encoder with ONNX files.',
      'scores-not-numbers':
        'The model returned scores that are not numbers. Try another --dtype or --device.',
      'tokenizer-mismatch':
        'The tokenizer does not match the model. Use the tokenizer.json of the model’s own repository.',
      'not-a-reranker': 'This model does not give one score for each pair. Use a cross-encoder.',
      'page-file-missing': 'A file of the built page could not be loaded. Run npm run build, then try again.',
      'hub-unreachable':
        'The model hub could not be reached. Check the network and --host; builtin:coverage works offline.',
      'hub-error': 'The model hub answered with an error. Try again later, or another --host.',
      'query-too-long':
        'The query leaves no room for a document. Shorten it, raise --max-length, or cut it with --truncation longest-first.',
      'worker-died':
        'The worker that runs the model ended, perhaps for lack of memory. Try smaller batches or a smaller --dtype.',
      'not-started':
        'The worker that runs the model did not start, at two attempts. Try again, or with another --browser.',
      hung: 'The worker that runs the model stopped responding and was ended. Try smaller batches or another --device.',
      'no-profile': 'ONNX Runtime did not report the time of each operator. Try --device wasm.',
      stopped: 'Stopped before anything was measured.',
      unknown: 'Something unexpected went wrong. Try again, with smaller batches or another --device.',
    },
    laneOrder: 'input order',
    lanePadded: 'padded to {{tokens}}',
    noResult: '{{lane}} gave no result.',
    endedEarly: '{{lane}} ended early.',
    warning: 'warning: {{text}}',
    batchesTooLarge:
      'Every batch size is larger than every pair count. Give smaller --batch-sizes or larger --pair-counts.',
    batchesExceedModel: 'Every batch size is larger than the model file accepts. Give smaller --batch-sizes.',
    loadTest: {
      none: 'No load test was run.',
      answeredNothing: 'It answered no request.',
      done: '{{policy}}:',
      cancelled: '{{policy}} was stopped before its end.',
      overloaded: '{{policy}} was overloaded: its queue kept growing, so the test ended early.',
      failed: '{{policy}} failed.',
    },
    run: 'run {{run}} of {{runs}}',
    written: 'Written to {{file}}.',
    timedOut: 'Stopped after {{seconds}} seconds, as --timeout says.',
    skipped: 'skipped: {{text}}',
    folderTaken:
      '--model {{model}} is taken as the folder ./{{model}}, which exists here, and not as a model of the hub.',
    steppedDown: 'Batches of {{from}} failed ({{reason}}); went on with {{to}}.',
    syntheticOrder: '{{model}} is synthetic: its scores mean nothing, and neither does this order.',
    suspect: 'suspect scores: {{text}}',
    notNumbers: 'Some scores are not numbers, so the order means nothing. Try another --dtype or --device.',
    rankTable: {
      place: 'place',
      index: 'index',
      id: 'id',
      score: 'score',
      probability: 'probability',
      document: 'document',
    },
    building: 'Building the page …',
    stopping: 'Stopping, and writing what was measured. Press Ctrl-C again to end at once.',
    keptOfLost: '{{reason}} What was measured until shortly before is kept, as an interrupted run.',
    progress: {
      lane: '(lane {{lane}} of {{lanes}})',
      round: 'round {{round}}',
      pairs: '{{pairs}} pairs, batch {{batch}}',
      tokens: '≤ {{tokens}} tokens',
      left: 'about {{duration}} left',
      leftInLane: 'about {{duration}} left in this lane',
      scoring: 'scoring: {{done}} of {{total}} documents',
      files: '{{loaded}} of {{total}} MB',
      requests: '{{arrived}} arrived, {{answered}} answered, {{waiting}} waiting',
      test: '{{policy}} ({{place}} of {{tests}})',
      phase: {
        'waiting-for-tab': 'waiting for another tab that measures',
        calibrating: 'finding the best threads and sessions',
        loading: 'loading the model',
        checking: 'checking scores',
        'warming-up': 'warming up',
        comparing: 'scoring the documents, to compare orders',
        'measuring-peak': 'measuring the device’s peak',
        profiling: 'profiling one pass',
        'measuring-passes': 'measuring single passes',
        'load-test': 'load test',
        planning: 'planning, by simulation',
        stopping: 'stopping',
      },
      policy: { none: 'no batching', fixed: 'fixed batches', dynamic: 'dynamic batching' },
      duration: {
        seconds: '{{seconds}} s',
        minutes: '{{minutes}} min {{seconds}} s',
        hours: '{{hours}} h {{minutes}} min',
      },
    },
  },
} as const;
