/** The sizes of an XLM-RoBERTa encoder with a classification head, under the names of its `config.json`. */
export interface XlmRobertaShape {
  readonly vocab_size: number;
  readonly hidden_size: number;
  readonly num_hidden_layers: number;
  readonly num_attention_heads: number;
  readonly intermediate_size: number;
  /** Longest input plus two: positions begin after the padding id. */
  readonly max_position_embeddings: number;
}

/**
 * What the model ends with: `labels` logits from the first token's vector (1 for a reranker), or no head at all, so that
 * it gives out every token's vector, `last_hidden_state`.
 */
export type XlmRobertaHead =
  | { readonly kind: 'classifier'; readonly labels: number }
  | { readonly kind: 'none' };

/** The id of `<pad>`, from which positions are counted. */
export const paddingId = 1;

export const layerNormEpsilon = 1e-5;
