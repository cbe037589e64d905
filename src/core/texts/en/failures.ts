/** What failed and what to do next, by failure code. */
export const failures = {
  failure: {
    'cpu-memory':
      'There was not enough memory. Choose smaller batches, a shorter max length or a smaller precision such as q8, or close other tabs, then try again.',
    'gpu-memory':
      'The GPU does not have enough memory, or a buffer was too large for it. Choose smaller batches, a shorter max length or a smaller precision, then try again.',
    'device-lost':
      'The browser lost the GPU, perhaps by a driver reset, sleep or too much load. Try again; if it happens again, choose smaller batches or WASM.',
    'no-gpu':
      'The browser offers WebGPU no GPU. Choose WASM or Automatic under Run on, or turn on hardware acceleration in the browser’s settings and reload.',
    'no-half-precision':
      'This GPU has no half precision, which fp16 weights need. Choose Automatic, fp32 or q8 under Precision, then try again.',
    'dtype-not-on-gpu':
      'q8 weights are made for the CPU. Choose Automatic, fp16, fp32 or q4 under Precision for WebGPU, or WASM, then try again.',
    'model-too-large':
      'The model is too large for this device, so it was not downloaded. Choose a smaller precision or another model. ({{text}})',
    'fused-twins-only':
      'Only a synthetic twin of a BERT or XLM-R can be built with fused operators. Choose “as exported” under More settings → Graph. ({{text}})',
    'not-capturable':
      'ONNX Runtime cannot capture this model’s graph. Choose “standard options” under More settings → WebGPU option. ({{text}})',
    'too-many-shapes':
      'Graph capture can keep only a limited number of batch shapes. Choose fewer batch sizes, or a larger number under More settings → Pad to a multiple of. ({{text}})',
    'too-many-layers':
      'This twin was to have more layers than the real model has. Lower Layers under Model, or leave it empty. ({{text}})',
    'runtime-unavailable':
      'This browser cannot run the chosen build of ONNX Runtime on the chosen device. Choose “automatic” under More settings → Runtime. ({{text}})',
    'runtime-failed':
      'ONNX Runtime did not start in this browser. Reload the page; if a build was chosen under More settings → Runtime, choose “automatic”. ({{text}})',
    'model-not-found':
      'The hub has no such model, or the model has no such file. Check the model id and the precision, then try again. ({{text}})',
    'model-gated':
      'The hub gives this model only to users who have logged in, and this page cannot log in. Choose another model, or a mirror under More settings → Hub address.',
    'file-incomplete':
      'A model file arrived incomplete. Try again to download it; if it happens again, set another Hub address under More settings. ({{text}})',
    'file-changed':
      'A model file changed on the hub after the download began. Try again to download the new one. ({{text}})',
    'folder-not-here':
      'The page does not have the files of this folder, or cannot read them any more. Choose the folder again under Model, then try again. ({{text}})',
    'file-not-a-model':
      'A file is not what its name says, perhaps an error page from a proxy or a mirror. Check Hub address under More settings, then try again. ({{text}})',
    'lfs-pointer':
      'A model file is only a git-lfs pointer, not the file itself. Run git lfs pull in the model’s folder, then try again. ({{text}})',
    'unsupported-model':
      'This page cannot run this kind of model yet. Choose a cross-encoder with ONNX files. ({{text}})',
    'scores-not-numbers':
      'The model returned scores that are not numbers: its files are damaged, or this precision overflows on this device. Try again; if it happens again, choose another precision or device.',
    'not-a-reranker':
      'This page cannot rank with this model: it does not give one score for each pair. Choose a cross-encoder. ({{text}})',
    'tokenizer-mismatch':
      'The tokenizer does not match the model. Use the tokenizer.json from the model’s own repository, or choose another model. ({{text}})',
    'page-file-missing':
      'A file of this page could not be loaded: there is no connection, or a newer version of the page has replaced it. Check the connection and reload the page.',
    'hub-unreachable':
      'The model hub could not be reached. Check the connection, or set another Hub address under More settings, then try again. The built-in model works offline.',
    'hub-error':
      'The model hub answered with an error. Wait a little and try again, or set another Hub address under More settings. ({{text}})',
    'query-too-long':
      'The query leaves no room for a document within max length. Shorten the query, raise Max length or choose another Truncation, then try again. ({{text}})',
    'worker-died':
      'The worker that runs the model ended unexpectedly, perhaps for lack of memory. Try again; if it happens again, choose smaller batches or a smaller precision.',
    'not-started':
      'The worker that runs the model gave no sign of life while it started, and neither did the one after it. Reload the page; if it happens again, restart the browser.',
    hung: 'The worker that runs the model stopped responding and was ended. Try again; if it happens again, choose smaller batches or another device.',
    'no-profile':
      'ONNX Runtime did not report the time of each operator. Use a current Chrome or Edge, or measure on WASM.',
    stopped: 'Stopped. Everything measured so far is kept.',
    unknown:
      'Something unexpected went wrong. Try again; if it happens again, report it with the details. ({{text}})',
  },
  nextStep: {
    again: 'Try again',
    reload: 'Reload the page',
    model: 'Choose another model',
    smaller: 'Choose another model or precision',
    input: 'Edit query and documents',
    cpu: 'Run on the CPU instead',
    precision: 'Use automatic precision',
    runtime: 'Use the automatic runtime',
    options: 'Use standard options',
    graph: 'Use the graph as exported',
    layers: 'Use all layers',
    earlier: 'Results of earlier runs',
  },
} as const;
