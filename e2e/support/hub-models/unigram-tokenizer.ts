/**
 * `tokenizer.json` and `tokenizer_config.json` in XLM-RoBERTa's form, with a vocabulary of about a thousand
 * pieces.
 */
export interface TokenizerFiles {
  readonly tokenizer: object;
  readonly config: object;
  readonly vocabularySize: number;
}

const wordStart = '▁';
const specialTokens = ['<s>', '<pad>', '</s>', '<unk>'] as const;
const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const characters = [
  ...letters,
  ...letters.map((letter) => letter.toUpperCase()),
  ...'0123456789.,;:!?()\'"-/%',
];
const words =
  'the of and to in is a for on with as by at it from that this what how do my which are be or if not can you your one';

/** The longest input, in tokens, of the model that these files belong to. */
export const contextTokens = 8192;

export function unigramTokenizer(): TokenizerFiles {
  // Pieces with their log-probabilities. A longer piece beats the shorter ones that it consists of.
  const pieces: readonly (readonly [string, number])[] = [
    ...specialTokens.map((token) => [token, 0] as const),
    [wordStart, -6],
    ...characters.map((character) => [character, -9] as const),
    ...characters.map((character) => [wordStart + character, -9] as const),
    ...letters.flatMap((first) => letters.map((second) => [first + second, -10] as const)),
    ...words.split(' ').map((word) => [wordStart + word, -5] as const),
  ];
  const vocabulary = [...new Map(pieces), ['<mask>', 0] as const];
  const ids = new Map(vocabulary.map(([piece], id) => [piece, id]));
  const special = (id: string) => ({ SpecialToken: { id, type_id: 0 } });
  const sequence = (id: 'A' | 'B') => ({ Sequence: { id, type_id: 0 } });

  return {
    vocabularySize: vocabulary.length,
    tokenizer: {
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: [...specialTokens, '<mask>'].map((content) => ({
        id: ids.get(content),
        content,
        single_word: false,
        lstrip: content === '<mask>',
        rstrip: false,
        normalized: false,
        special: true,
      })),
      normalizer: {
        type: 'Sequence',
        normalizers: [{ type: 'NFKC' }, { type: 'Replace', pattern: { Regex: ' {2,}' }, content: ' ' }],
      },
      pre_tokenizer: {
        type: 'Sequence',
        pretokenizers: [
          { type: 'WhitespaceSplit' },
          { type: 'Metaspace', replacement: wordStart, add_prefix_space: true, prepend_scheme: 'always' },
        ],
      },
      post_processor: {
        type: 'TemplateProcessing',
        single: [special('<s>'), sequence('A'), special('</s>')],
        pair: [
          special('<s>'),
          sequence('A'),
          special('</s>'),
          special('</s>'),
          sequence('B'),
          special('</s>'),
        ],
        special_tokens: Object.fromEntries(
          ['<s>', '</s>'].map((token) => [token, { id: token, ids: [ids.get(token)], tokens: [token] }]),
        ),
      },
      decoder: {
        type: 'Metaspace',
        replacement: wordStart,
        add_prefix_space: true,
        prepend_scheme: 'always',
      },
      model: { type: 'Unigram', unk_id: ids.get('<unk>'), vocab: vocabulary },
    },
    config: {
      tokenizer_class: 'XLMRobertaTokenizer',
      model_max_length: contextTokens,
      bos_token: '<s>',
      cls_token: '<s>',
      eos_token: '</s>',
      sep_token: '</s>',
      pad_token: '<pad>',
      unk_token: '<unk>',
      mask_token: '<mask>',
      clean_up_tokenization_spaces: true,
    },
  };
}
