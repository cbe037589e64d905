/** Words of choosing a model: what it is, what its hub has, and whether it can run here. */
export const modelChoice = {
  modelChoice: {
    group: {
      builtin: 'Without a download',
      multilingual: 'Many languages',
      'en+zh': 'English and Chinese',
      en: 'English',
      more: 'More',
    },
    languages: {
      multilingual: 'many languages',
      'en+zh': 'English and Chinese',
      en: 'English',
    },
    search: 'Search, or a hub id',
    use: 'Use {{id}} from the hub',
    nothingFound: 'No model of that name here. Type organisation/model for any other on the hub.',
    nonCommercial: 'non-commercial use only',
    looking: 'Asking {{host}} which files it has…',
    hubHas: '{{host}} has {{sizes}}; downloaded when you rank or run.',
    sizeUnknown: '{{dtype}} (size unknown)',
    asked: 'It lists no files, so each was asked for.',
    noWeights:
      '{{host}} has this model, but no ONNX weights in onnx/ for it. Choose a repository that has them.',
    tryAgain: 'Ask again',
    refused: {
      'model-not-found': '{{host}} has no such model, or keeps it private. Check the model id.',
      'model-gated':
        '{{host}} gives this model only to logged-in users, and this page cannot log in. Choose another model, or a mirror under More settings → Hub address.',
      'hub-unreachable':
        '{{host}} cannot be reached, or lets no page read its answers (CORS). Check the connection or the Hub address under More settings. A model that was downloaded before still runs.',
      'hub-error': '{{host}} answered with an error. Wait a little and ask again.',
      'file-not-a-model':
        '{{host}} answered with something other than a model, perhaps a login page. Check Hub address under More settings.',
      'lfs-pointer':
        '{{host}} has only pointers of git-lfs in place of this model’s files. Run git lfs pull there, or set another Hub address under More settings.',
    },
    fitness: {
      'other-head':
        'This model cannot rank: {{found}} does not give one score for a pair. Nothing was downloaded; choose a cross-encoder.',
      labels:
        'This model cannot rank: {{found}} sorts a pair into {{count, number}} classes, and a reranker gives one score. Nothing was downloaded; choose a cross-encoder.',
      generative:
        'This model writes text ({{found}}). Some rerankers do, such as Qwen3-Reranker: the probability of a word is the score. This page does not score pairs that way yet. Nothing was downloaded; choose a cross-encoder.',
      unsupported:
        'This model’s architecture ({{found}}) cannot be run by this page yet: transformers.js has no sequence classifier for it. Nothing was downloaded; choose another model.',
    },
    lane: '{{device}} will run {{dtype}}, {{size}}.',
    laneNoSize: '{{device}} will run {{dtype}}.',
    because: {
      asked: 'As you chose.',
      'half-precision': 'This GPU computes in half precision.',
      'no-half-precision': 'This GPU has no half precision (shader-f16), so it cannot run fp16.',
      'no-fp16-file': 'The model has no fp16 weights.',
      'small-on-cpu': 'Eight bits are the smallest and quickest on a CPU.',
      'no-q8-file': 'The model has no q8 weights.',
      'larger-does-not-fit': 'A larger one may not fit this device.',
      'nothing-else': 'Nothing else that the model has runs here.',
    },
    cannot: '{{lane}} cannot run: {{reason}}.',
    excess: {
      'graph-over-2-gib': 'the model file is {{need}}, and a file of {{limit}} or more cannot be read',
      'tensor-over-buffer':
        'its largest tensor needs {{need}}, and a buffer of this GPU holds {{limit}} at most',
      'weights-over-wasm': 'its weights need {{need}}, and WASM can address {{limit}}',
      'tensor-over-binding':
        'its largest tensor needs {{need}}, and a shader on this GPU can bind {{limit}} of it at most',
      'peak-over-wasm': 'loading may need {{need}} at its peak, and WASM can address {{limit}}',
      'peak-over-device': 'loading may need {{need}} at its peak, and this device has {{limit}} of memory',
    },
    doubt: '{{lane}} may not fit: {{reason}}.',
  },
} as const;
