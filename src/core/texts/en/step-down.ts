/**
 * Words of scoring that goes on with smaller batches when memory runs out, and of what is offered if that is
 * not enough.
 */
export const stepDown = {
  stepDown: {
    tried: {
      'cpu-memory': 'Batch {{from, number}} did not fit in memory; tried batch {{to, number}}.',
      'gpu-memory': 'Batch {{from, number}} did not fit in the GPU’s memory; tried batch {{to, number}}.',
      'worker-died': 'The worker that held the model had ended; tried a fresh one.',
      'device-lost': 'The browser had lost the GPU; tried a fresh worker.',
    },
    scored: {
      'cpu-memory': 'Batch {{from, number}} did not fit in memory; scored with batch {{to, number}}.',
      'gpu-memory':
        'Batch {{from, number}} did not fit in the GPU’s memory; scored with batch {{to, number}}.',
      'worker-died': 'The worker that held the model had ended; scored in a fresh one.',
      'device-lost': 'The browser had lost the GPU; scored in a fresh worker.',
    },
    remembered: 'Scored with batch {{batch, number}}, since larger ones did not fit before.',
    onePair: {
      'cpu-memory':
        'Even one pair at a time does not fit in memory at max length {{maxLength, number}}. Choose a shorter max length or a smaller precision, or close other tabs, then try again.',
      'gpu-memory':
        'Even one pair at a time does not fit in the GPU’s memory at max length {{maxLength, number}}. Choose a shorter max length, a smaller precision or WASM, then try again.',
    },
    loading: {
      'cpu-memory':
        'The model does not fit in memory. Choose a smaller precision or a smaller model, or close other tabs, then try again.',
      'gpu-memory':
        'The model does not fit in the GPU’s memory. Choose a smaller precision, a smaller model or WASM, then try again.',
    },
    rankWithMaxLength: 'Rank with max length {{maxLength, number}}',
    rankWithDtype: 'Rank with {{dtype}}',
    rankWithSteps: 'Rank with smaller batches where memory runs out',
    setting: 'Smaller batches when memory runs out',
    settingHelp:
      'Where Rank runs out of memory, it halves the batch by itself, down to one pair, and scores all documents again. Off: it fails at once.',
  },
} as const;
