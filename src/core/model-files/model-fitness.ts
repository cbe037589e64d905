/** Whether a model can score pairs here. */
export type ModelFitness =
  | { readonly state: 'reranker' }
  /** It has another head: it labels tokens, makes text or vectors, or sorts pairs into classes. */
  | {
      readonly state: 'other-head';
      /** The model classes that its configuration names, separated by commas. */
      readonly found: string;
      /** How many labels it has, if that is why it is no reranker; else `null`. */
      readonly labels: number | null;
    }
  /** transformers.js has no sequence classifier for its architecture. */
  | { readonly state: 'unsupported'; readonly found: string };

/**
 * Whether a model of these classes writes text. Some rerankers do (Qwen3-Reranker, mxbai-rerank-v2, zerank):
 * a pair's score is the probability of a word. Nothing in a configuration tells them from other such models.
 *
 * @param found the classes that `ModelFitness` names
 */
export const isGenerative = (found: string): boolean => /For(CausalLM|ConditionalGeneration)\b/.test(found);

/** Why a model cannot rank, as the key and values of a sentence. */
export function unfitnessMessage(fitness: Exclude<ModelFitness, { readonly state: 'reranker' }>) {
  const { state, found } = fitness;
  const labels = state === 'other-head' ? fitness.labels : null;
  const kind = state === 'other-head' && isGenerative(found) ? 'generative' : state;
  const key = `modelChoice.fitness.${labels === null ? kind : 'labels'}` as const;
  return { key, values: { found, count: labels ?? 0 } };
}

/**
 * The model types that transformers.js 4.3.1 has a sequence classifier for, and the classes their
 * configurations name (`MODEL_FOR_SEQUENCE_CLASSIFICATION_MAPPING_NAMES` in its src/models/registry.js; a
 * test compares the two).
 */
const classifiers: Readonly<Record<string, string>> = {
  bert: 'BertForSequenceClassification',
  eurobert: 'EuroBertForSequenceClassification',
  neobert: 'NeoBertForSequenceClassification',
  modernbert: 'ModernBertForSequenceClassification',
  roformer: 'RoFormerForSequenceClassification',
  electra: 'ElectraForSequenceClassification',
  esm: 'EsmForSequenceClassification',
  convbert: 'ConvBertForSequenceClassification',
  camembert: 'CamembertForSequenceClassification',
  deberta: 'DebertaForSequenceClassification',
  'deberta-v2': 'DebertaV2ForSequenceClassification',
  mpnet: 'MPNetForSequenceClassification',
  albert: 'AlbertForSequenceClassification',
  distilbert: 'DistilBertForSequenceClassification',
  roberta: 'RobertaForSequenceClassification',
  xlm: 'XLMForSequenceClassification',
  'xlm-roberta': 'XLMRobertaForSequenceClassification',
  bart: 'BartForSequenceClassification',
  mbart: 'MBartForSequenceClassification',
  mobilebert: 'MobileBertForSequenceClassification',
  squeezebert: 'SqueezeBertForSequenceClassification',
};

export const runnableModelTypes: readonly string[] = Object.keys(classifiers);

/** Whether a cross-encoder of this type can be run. */
export const isRunnableModelType = (type: string): boolean => Object.hasOwn(classifiers, type);

/** The model type whose sequence classifier is among these classes; `null` where there is none. */
export function modelTypeOfClass(classes: readonly string[]): string | null {
  return Object.entries(classifiers).find(([, name]) => classes.includes(name))?.[0] ?? null;
}
