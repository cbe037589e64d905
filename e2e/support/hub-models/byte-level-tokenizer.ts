import type { TokenizerFiles } from './unigram-tokenizer.ts';

/** The first and last printable bytes that stand for themselves in a byte-level vocabulary. */
const printable = [
  [0x21, 0x7e],
  [0xa1, 0xac],
  [0xae, 0xff],
] as const;

/** Byte-level tokenizers write a byte that is not printable as a character from U+0100 on (GPT-2). */
function byteCharacters(): string[] {
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) => {
    const isPrintable = printable.some(([first, last]) => first <= byte && byte <= last);
    return String.fromCharCode(isPrintable ? byte : next++);
  });
}

/** What stands for a space. */
const space = 'Ġ';
const merges = [
  ...['h e', `${space} t`, `${space}t he`, 'i n', 'r e', 'o n', 'e r', `${space} a`, `${space} i`],
  ...[`${space} o`, `${space}o f`, `${space}i s`, 'a t', 'e s', 'in g', `${space} f`, 'o x', `${space}f ox`],
];

/**
 * `tokenizer.json` and `tokenizer_config.json` in ModernBERT's form: byte-level BPE whose special tokens come
 * after the vocabulary, among added tokens that are runs of spaces.
 *
 * @param contextTokens longest pair, in tokens
 */
export function byteLevelTokenizer(contextTokens: number): TokenizerFiles {
  const vocabulary = ['|||IP_ADDRESS|||', '<|padding|>', ...byteCharacters()];
  vocabulary.push(...merges.map((merge) => merge.replace(' ', '')));
  const special = ['[UNK]', '[CLS]', '[SEP]', '[PAD]', '[MASK]'];
  const added = ['   ', '  ', ...special];
  const idOf = (token: string) => [...vocabulary, ...added].indexOf(token);
  const token = (id: string, type_id: number) => ({ SpecialToken: { id, type_id } });
  const text = (id: 'A' | 'B', type_id: number) => ({ Sequence: { id, type_id } });
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };
  return {
    vocabularySize: vocabulary.length + added.length,
    tokenizer: {
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: added.map((content) => ({
        id: idOf(content),
        content,
        single_word: false,
        lstrip: content === '[MASK]',
        rstrip: false,
        normalized: !special.includes(content),
        special: special.includes(content),
      })),
      normalizer: { type: 'NFC' },
      pre_tokenizer: byteLevel,
      post_processor: {
        type: 'TemplateProcessing',
        single: [token('[CLS]', 0), text('A', 0), token('[SEP]', 0)],
        pair: [token('[CLS]', 0), text('A', 0), token('[SEP]', 0), text('B', 1), token('[SEP]', 1)],
        special_tokens: Object.fromEntries(
          ['[CLS]', '[SEP]'].map((id) => [id, { id, ids: [idOf(id)], tokens: [id] }]),
        ),
      },
      decoder: byteLevel,
      model: {
        type: 'BPE',
        dropout: null,
        unk_token: null,
        continuing_subword_prefix: null,
        end_of_word_suffix: null,
        fuse_unk: false,
        byte_fallback: false,
        vocab: Object.fromEntries(vocabulary.map((piece, id) => [piece, id])),
        merges,
      },
    },
    config: {
      tokenizer_class: 'PreTrainedTokenizerFast',
      clean_up_tokenization_spaces: true,
      model_input_names: ['input_ids', 'attention_mask'],
      model_max_length: contextTokens,
      unk_token: '[UNK]',
      cls_token: '[CLS]',
      sep_token: '[SEP]',
      pad_token: '[PAD]',
      mask_token: '[MASK]',
    },
  };
}
