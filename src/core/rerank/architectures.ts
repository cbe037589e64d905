/**
 * The model types that transformers.js 4.3.1 has a sequence classifier for, and the classes their configurations name
 * (`MODEL_FOR_SEQUENCE_CLASSIFICATION_MAPPING_NAMES` in its src/models/registry.js; a test compares the two).
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

/** The type whose sequence classifier one of these classes is; some configurations name the class alone. */
export function modelTypeOfClass(classes: readonly string[]): string | null {
  return Object.entries(classifiers).find(([, name]) => classes.includes(name))?.[0] ?? null;
}
