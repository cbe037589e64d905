import type { PreTrainedTokenizer } from '@huggingface/transformers';
import { Failure } from '../../core/rerank/failure.ts';
import type { PairTemplate, TextTokenizer, Truncation } from '../../core/rerank/pair-encoding.ts';

/**
 * transformers.js's tokenizer as scoring needs it.
 *
 * @throws Failure `unsupported-model` where it does not put query and document side by side
 */
export function pairTokenizer(tokenizer: PreTrainedTokenizer, truncation?: Truncation): TextTokenizer {
  return {
    ...(truncation && { truncation }),
    // Its own truncation cuts the finished pair, closing separator included, so it is given bare texts only.
    encode: (text) => tokenizer.encode(text, { add_special_tokens: false }),
    template: learnTemplate(tokenizer),
    paddingId: tokenizer.pad_token_id ?? 0,
    padsLeft: tokenizer.padding_side === 'left',
    idsEnd: tokenizer._tokenizer.model?.vocab.length ?? 0,
  };
}

/**
 * Learns which special tokens and token types the tokenizer gives a pair. Its post-processor gets one token
 * for each text. No vocabulary has these two, so they cannot be mistaken for special tokens in its answer.
 */
function learnTemplate(tokenizer: PreTrainedTokenizer): PairTemplate {
  const [query, document] = ['\u0000query', '\u0000document'];
  const { tokens, types } = postProcess(tokenizer, query, document);
  const [queryAt, documentAt] = [tokens.indexOf(query), tokens.indexOf(document)];
  const isOnce = tokens.filter((token) => token === query || token === document).length === 2;
  if (queryAt < 0 || documentAt < queryAt || !isOnce) {
    throw new Failure('unsupported-model', 'The tokenizer does not put query and document side by side.');
  }
  const { model } = tokenizer._tokenizer;
  const ids = (from: number, to?: number) =>
    tokens.slice(from, to).map((token) => {
      const id = tokenizer._tokenizer.token_to_id(token) ?? model?.unk_token_id;
      if (id !== undefined) return id;
      throw new Failure('unsupported-model', `The tokenizer’s vocabulary lacks its special token ${token}.`);
    });
  return {
    prefix: ids(0, queryAt),
    middle: ids(queryAt + 1, documentAt),
    suffix: ids(documentAt + 1),
    types: {
      prefix: types.slice(0, queryAt),
      query: types[queryAt] ?? 0,
      middle: types.slice(queryAt + 1, documentAt),
      document: types[documentAt] ?? 0,
      suffix: types.slice(documentAt + 1),
    },
  };
}

/** What the tokenizer makes of two texts of one token each; types are 0 where it gives none. */
function postProcess(
  { _tokenizer, return_token_type_ids: givesTypes }: PreTrainedTokenizer,
  query: string,
  document: string,
): { readonly tokens: readonly string[]; readonly types: readonly number[] } {
  const answer = _tokenizer.post_processor?.([query], [document], true) ?? { tokens: [query, document] };
  // `ByteLevel` adds no tokens and leaves the texts apart. transformers.js then forgets the second text; the
  // tokenizers library puts it after the first.
  const tokens = answer.tokens.concat(answer.tokens_pair ?? []);
  const types = (givesTypes ? answer.token_type_ids : undefined) ?? tokens.map(() => 0);
  return { tokens, types };
}
