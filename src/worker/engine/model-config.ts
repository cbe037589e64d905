import type { PretrainedConfig } from '@huggingface/transformers';
import { readModelConfig } from '../../core/model-files/model-config.ts';
import { isGenerative, type ModelFitness } from '../../core/model-files/model-fitness.ts';
import type { EmbeddingTables } from '../../core/onnx/embedding-tables.ts';
import { inputRole } from '../../core/onnx/input-roles.ts';
import { Failure } from '../../core/rerank/failure.ts';
import type { ModelShape } from '../../core/rerank/flops.ts';
import type { TokenTables } from '../../core/rerank/token-tables.ts';

/**
 * Refuses a model that is no cross-encoder with one or two labels, or whose architecture transformers.js has
 * no classifier for. A model whose configuration does not say passes; the first run will show what it is.
 *
 * @param hasHeadBeside whether a head lies beside the encoder that the configuration names
 * @throws Failure `not-a-reranker`, `unsupported-model`
 */
export function requireReranker(config: PretrainedConfig, hasHeadBeside = false): void {
  if (hasHeadBeside) return;
  const fitness = readModelConfig(config)?.fitness;
  switch (fitness?.state) {
    case undefined:
    case 'reranker':
      return;
    case 'other-head':
      throw new Failure(
        'not-a-reranker',
        fitness.found,
        reasonOf(fitness, readModelConfig(config)?.labels ?? []),
      );
    case 'unsupported':
      if (fitness.found !== '') throw new Failure('unsupported-model', fitness.found);
      return;
    default:
      fitness satisfies never;
  }
}

function reasonOf(
  { found, labels }: Extract<ModelFitness, { state: 'other-head' }>,
  names: readonly string[],
): string {
  if (labels !== null) {
    const said = names.length > 0 ? `: ${names.join(', ')}` : '';
    return `its head answers ${labels} labels${said}; a reranker has one or two`;
  }
  return isGenerative(found)
    ? 'the model writes text, and pairs are not scored that way yet'
    : 'the model has no sequence classification head';
}

/** Adds the type to a configuration that names only its class, since transformers.js goes by the type. */
export function completeType(config: PretrainedConfig): PretrainedConfig {
  const modelType = readModelConfig(config)?.modelType ?? null;
  return modelType === null ? config : Object.assign(config, { model_type: modelType });
}

/** The sizes that the model's operations are counted from; `null` where its configuration does not say. */
export const shapeOf = (config: PretrainedConfig): ModelShape | null =>
  readModelConfig(config)?.shape ?? null;

export const layersOf = (config: PretrainedConfig): number | null => readModelConfig(config)?.layers ?? null;

/**
 * The longest pair the model takes, in tokens: the smallest of what its positions, as its configuration and
 * its graph have them, and its tokenizer allow. `null` where none says; tokenizers write "no limit" as a huge
 * number.
 *
 * @param fixedLength tokens that the graph takes alone
 */
export function contextTokens(
  config: PretrainedConfig,
  tokenizerLimit: number,
  fixedLength: number | null = null,
  positions: EmbeddingTables['positions'] = null,
): number | null {
  const facts = readModelConfig(config);
  const places = positions && positions.rows - (positions.first ?? facts?.firstPosition ?? 0);
  const limits = [facts?.contextTokens ?? null, places, tokenizerLimit, fixedLength].filter(
    (limit): limit is number => limit !== null && Number.isFinite(limit) && limit > 0 && limit < 1e6,
  );
  return limits.length === 0 ? null : Math.min(...limits);
}

/**
 * The tables that the model looks its tokens up in: the graph's, or those of its configuration where none was
 * found in the graph.
 *
 * @param inputs names of the graph's inputs; one that does not ask for token types has no table of them
 */
export function tokenTablesOf(
  config: PretrainedConfig,
  inputs: readonly string[],
  graph: Pick<EmbeddingTables, 'ids' | 'types'> | null = null,
): TokenTables {
  const { vocabularySize, tokenTypes } = readModelConfig(config) ?? {};
  return {
    ids: graph?.ids ?? vocabularySize ?? null,
    // A model with no types ignores what it is given.
    types: graph?.types ?? (inputs.some((name) => inputRole(name) === 'types') ? tokenTypes || null : null),
  };
}
