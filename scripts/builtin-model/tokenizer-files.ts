import { specialTokens, type VocabularyEntry } from './vocabulary.ts';
import { continuation } from './word-piece.ts';

/**
 * The most tokens of a pair. The model could take more, but its margins against chance matches are computed
 * for this.
 */
export const maxTokens = 512;

/**
 * The content of `tokenizer.json`: WordPiece with BERT's lower-casing normaliser and its template for pairs.
 */
export function tokenizerJson(vocabulary: readonly VocabularyEntry[]): object {
  const ids = new Map(vocabulary.map(({ text }, id) => [text, id]));
  const special = (text: '[CLS]' | '[SEP]') => ({ id: text, ids: [ids.get(text)], tokens: [text] });
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: specialTokens.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: template(['[CLS]', 0], ['A', 0], ['[SEP]', 0]),
      pair: template(['[CLS]', 0], ['A', 0], ['[SEP]', 0], ['B', 1], ['[SEP]', 1]),
      special_tokens: { '[CLS]': special('[CLS]'), '[SEP]': special('[SEP]') },
    },
    decoder: { type: 'WordPiece', prefix: continuation, cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: continuation,
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(ids),
    },
  };
}

export function tokenizerConfigJson(): object {
  return {
    tokenizer_class: 'BertTokenizer',
    do_lower_case: true,
    tokenize_chinese_chars: true,
    strip_accents: null,
    model_max_length: maxTokens,
    pad_token: '[PAD]',
    unk_token: '[UNK]',
    cls_token: '[CLS]',
    sep_token: '[SEP]',
    mask_token: '[MASK]',
  };
}

function template(...parts: readonly (readonly [string, number])[]): readonly object[] {
  return parts.map(([id, type_id]) =>
    id.startsWith('[') ? { SpecialToken: { id, type_id } } : { Sequence: { id, type_id } },
  );
}
