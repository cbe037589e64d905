import type { PretrainedConfig } from '@huggingface/transformers';
import { Failure } from '../../core/rerank/failure.ts';

const field = (config: PretrainedConfig, name: string): unknown =>
  Object.hasOwn(config, name) ? (config as unknown as Readonly<Record<string, unknown>>)[name] : undefined;

const numberField = (config: PretrainedConfig, name: string): number | null => {
  const value = field(config, name);
  return typeof value === 'number' ? value : null;
};

/**
 * Refuses a model that is no cross-encoder with a single logit.
 *
 * @throws Failure `not-a-reranker`
 */
export function requireReranker(config: PretrainedConfig): void {
  const architectures = field(config, 'architectures');
  const names = Array.isArray(architectures) ? architectures.map(String) : [];
  if (names.length > 0 && !names.some((name) => name.endsWith('ForSequenceClassification'))) {
    throw new Failure('not-a-reranker', names.join(', '), 'the model has no sequence classification head');
  }
  const labels = field(config, 'id2label');
  const count = typeof labels === 'object' && labels !== null ? Object.keys(labels).length : null;
  if (count !== null && count > 1) {
    throw new Failure(
      'not-a-reranker',
      names.join(', '),
      `its head answers ${count} labels; a reranker has one`,
    );
  }
}

export const layersOf = (config: PretrainedConfig): number | null => numberField(config, 'num_hidden_layers');

/** RoBERTa counts positions from after the padding id, so two of its positions are never used. */
const reservedPositions: Readonly<Record<string, number>> = { roberta: 2, 'xlm-roberta': 2, camembert: 2 };

/**
 * The longest pair the model takes, in tokens: the smaller of what its positions and its tokenizer allow.
 * `null` where neither says; tokenizers write "no limit" as a huge number.
 */
export function contextTokens(config: PretrainedConfig, tokenizerLimit: number): number | null {
  const positions = numberField(config, 'max_position_embeddings');
  const reserved = reservedPositions[String(field(config, 'model_type'))] ?? 0;
  const limits = [positions === null ? null : positions - reserved, tokenizerLimit].filter(
    (limit): limit is number => limit !== null && Number.isFinite(limit) && limit > 0 && limit < 1e6,
  );
  return limits.length === 0 ? null : Math.min(...limits);
}
