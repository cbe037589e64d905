import { bertLayerNormEpsilon, bertModel } from '../bert/bert-model.ts';
import { modernBertNormEpsilon } from '../modernbert/modernbert-layers.ts';
import { modernBertModel } from '../modernbert/modernbert-model.ts';
import { elementCount } from '../tensor.ts';
import type { WeightSource } from '../transformer-encoder.ts';
import { layerNormEpsilon, paddingId, xlmRobertaModel } from '../xlm-roberta/xlm-roberta-model.ts';
import { BlockTally, type Placement, placementIn, type TwinBlock } from './twin-blocks.ts';
import { floatDeviation, type TwinSpec, twinFormat } from './twin-format.ts';
import { noise } from './twin-values.ts';

const classes = {
  bert: { class: 'BertForSequenceClassification', epsilon: bertLayerNormEpsilon, padding: 0 },
  'xlm-roberta': {
    class: 'XLMRobertaForSequenceClassification',
    epsilon: layerNormEpsilon,
    padding: paddingId,
  },
  // Its configuration's own names are `norm_eps` and `hidden_activation`; nobody reads either here.
  modernbert: {
    class: 'ModernBertForSequenceClassification',
    epsilon: modernBertNormEpsilon,
    padding: 50_283,
  },
} as const;

/** ModernBERT-base's, for a shape that does not say. */
const modernBertDefaults = {
  global_attn_every_n_layers: 3,
  local_attention: 128,
  classifier_pooling: 'cls',
} as const;

/** The content of a twin's `config.json`: a reranker of its architecture, with one label. */
export function twinConfig({ architecture, shape }: TwinSpec): Readonly<Record<string, unknown>> {
  const own = classes[architecture];
  return {
    architectures: [own.class],
    model_type: architecture,
    ...shape,
    hidden_act: 'gelu',
    layer_norm_eps: own.epsilon,
    pad_token_id: own.padding,
    id2label: { 0: 'LABEL_0' },
    label2id: { LABEL_0: 0 },
  };
}

export interface TwinModel {
  /** The model file: the graph and the small tensors. */
  readonly header: Uint8Array;
  /** The files of external data that it refers to; `fillBlock` makes their content. */
  readonly blocks: readonly TwinBlock[];
}

/**
 * Writes a twin's model: the graph of its architecture, with large tensors that share one block for each
 * element type. No values of large weights are made for it. A runtime that loads it needs as much memory as
 * for the real model, since it copies each tensor.
 *
 * @throws RangeError for a fused ModernBERT
 */
export function twinModel(spec: TwinSpec): TwinModel {
  const deviation = floatDeviation(spec.dtype, spec.shape.hidden_size);
  // A tensor's place depends on its block's size, which is known only after the whole graph was written once.
  const tally = new BlockTally();
  write(spec, tally, deviation);
  const blocks = tally.blocks(deviation);
  return { header: write(spec, placementIn(blocks), deviation), blocks };
}

function write(
  { architecture, shape, dtype, graph = 'exported' }: TwinSpec,
  placement: Placement,
  deviation: number,
): Uint8Array {
  const weights: WeightSource = (_, size) => noise(elementCount(size), deviation);
  const common = {
    format: twinFormat(dtype, placement, shape.hidden_size),
    weights,
    style: graph,
  } as const;
  switch (architecture) {
    case 'bert':
      return bertModel({ ...common, shape, labels: 1 });
    case 'xlm-roberta':
      return xlmRobertaModel({ ...common, shape, head: { kind: 'classifier', labels: 1 } });
    case 'modernbert': {
      if (graph === 'fused') throw new RangeError('A ModernBERT has no fused graph here.');
      const { format, weights } = common;
      return modernBertModel({ shape: { ...modernBertDefaults, ...shape }, labels: 1, format, weights });
    }
    default:
      return architecture satisfies never;
  }
}
