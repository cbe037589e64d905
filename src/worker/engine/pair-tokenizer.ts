import type { PreTrainedTokenizer } from '@huggingface/transformers';
import { Failure } from '../../core/rerank/failure.ts';
import type { PairTemplate, TextTokenizer } from '../../core/rerank/pair-encoding.ts';

/** transformers.js's tokenizer as scoring needs it. */
export function pairTokenizer(tokenizer: PreTrainedTokenizer): TextTokenizer {
  const encode = (text: string): readonly number[] =>
    // Its own truncation cuts the finished pair, closing separator included, so it is given bare texts only.
    tokenizer.encode(text, { add_special_tokens: false });
  return {
    encode,
    template: learnTemplate(tokenizer, encode),
    paddingId: tokenizer.pad_token_id ?? 0,
  };
}

/** Learns from one example which special tokens the model puts around a pair. */
function learnTemplate(
  tokenizer: PreTrainedTokenizer,
  encode: (text: string) => readonly number[],
): PairTemplate {
  const [query, document] = ['is it', 'it is so'];
  const whole = tokenizer.encode(query, { text_pair: document, add_special_tokens: true });
  const queryIds = encode(query);
  const documentIds = encode(document);
  const queryAt = indexOfRun(whole, queryIds, 0);
  const afterQuery = queryAt + queryIds.length;
  const documentAt = indexOfRun(whole, documentIds, afterQuery);
  if (queryAt < 0 || documentAt < 0) {
    throw new Failure('unsupported-model', 'The tokenizer does not put query and document side by side.');
  }
  return {
    prefix: whole.slice(0, queryAt),
    middle: whole.slice(afterQuery, documentAt),
    suffix: whole.slice(documentAt + documentIds.length),
  };
}

/** Where `run` stands in `ids` at or after `from`; −1 where it does not. */
function indexOfRun(ids: readonly number[], run: readonly number[], from: number): number {
  for (let at = from; at + run.length <= ids.length; at++) {
    if (run.every((id, i) => ids[at + i] === id)) return at;
  }
  return -1;
}
