import { Failure } from '../../core/rerank/failure.ts';
import type { Fetch } from './resuming-body.ts';

/**
 * A `fetch` that makes a `tokenizer_config.json` for models that have none. transformers.js wants one,
 * although `tokenizer.json` says all that scoring needs.
 */
export function withTokenizerConfig(fetch: Fetch): Fetch {
  return async (input, init) => {
    const address = String(input);
    const response = await fetch(input, init);
    if (response.status !== 404 || !address.endsWith('/tokenizer_config.json')) return response;
    const source = address.replace(/tokenizer_config\.json$/, 'tokenizer.json');
    const tokenizer = await fetch(source);
    if (!tokenizer.ok) throw new Failure('model-not-found', source, `status ${tokenizer.status}`);
    const body = new TextEncoder().encode(JSON.stringify(tokenizerConfigOf(await tokenizer.json())));
    return new Response(body, { headers: { 'content-length': String(body.byteLength) } });
  };
}

/** The parts of a `tokenizer.json` that its configuration would repeat. */
interface TokenizerFile {
  readonly padding?: { readonly pad_token?: string } | null;
  readonly added_tokens?: readonly { readonly content: string }[];
  readonly post_processor?: object | null;
}

const paddingNames = /^(?:\[pad\]|<pad>|<\|pad(?:ding)?\|>)$/i;

/** A configuration with the padding token and whether the second text has a token type of its own. */
export function tokenizerConfigOf({ padding, added_tokens = [], post_processor }: TokenizerFile): object {
  const padToken =
    padding?.pad_token ?? added_tokens.find(({ content }) => paddingNames.test(content))?.content;
  const steps = JSON.stringify(post_processor ?? null);
  const hasTypes = steps.includes('"BertProcessing"') || steps.includes('"type_id":1');
  return {
    // In transformers.js BERT's class differs from the plain one in that it gives token types.
    tokenizer_class: hasTypes ? 'BertTokenizer' : 'PreTrainedTokenizer',
    ...(padToken !== undefined && { pad_token: padToken }),
  };
}
