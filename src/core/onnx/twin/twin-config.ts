import { bertLayerNormEpsilon } from '../bert/bert-model.ts';
import { layerNormEpsilon, paddingId } from '../xlm-roberta/xlm-roberta-shape.ts';
import type { TwinSpec } from './twin-spec.ts';

const classes = {
  bert: { class: 'BertForSequenceClassification', epsilon: bertLayerNormEpsilon, padding: 0 },
  'xlm-roberta': {
    class: 'XLMRobertaForSequenceClassification',
    epsilon: layerNormEpsilon,
    padding: paddingId,
  },
} as const;

/** What stands in a twin's `config.json`: a reranker of its architecture, with one label. */
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
