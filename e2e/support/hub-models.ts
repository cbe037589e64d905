import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { GraphStyle } from '../../src/core/onnx/encoder-blocks.ts';
import {
  externalFloat32Format,
  float16Format,
  float32Format,
  fourBitFormat,
  quantizedFormat,
  type WeightFormat,
} from '../../src/core/onnx/weight-format.ts';
import {
  layerNormEpsilon,
  paddingId,
  type XlmRobertaHead,
  type XlmRobertaShape,
  xlmRobertaModel,
} from '../../src/core/onnx/xlm-roberta/xlm-roberta-model.ts';
import { bertFiles, bertRepository } from './hub-models/bert-model.ts';
import { headFiles } from './hub-models/head-beside.ts';
import { partedFloat32Format } from './hub-models/parted-format.ts';
import { randomWeights } from './hub-models/random-weights.ts';
import { contextTokens, unigramTokenizer } from './hub-models/unigram-tokenizer.ts';

/**
 * The reranker. It has the name of the page's main model and the files and number formats which that has on
 * the hub.
 */
export const rerankerRepository = 'onnx-community/bge-reranker-v2-m3-ONNX';

/** A classifier of pairs into three classes. It loads like a reranker but is none. */
export const threeLabelsRepository = 'tests/not-a-reranker';

/** An encoder without a classification head. Its output is `last_hidden_state`. */
export const encoderRepository = 'tests/encoder-only';

/** An encoder with its weights in a file beside the graph, and its head in files of their own. */
export const headBesideRepository = 'tests/head-beside';

/** A classifier of an architecture that transformers.js does not know. */
export const unknownArchitectureRepository = 'tests/unknown-architecture';

/** A reranker with its weights in two files beside the graph, and without a q8 file. */
export const partedRepository = 'tests/in-parts';

/**
 * The reranker as exporters lay it out: weights beside `config.json`, which does not declare their external
 * data, an exporter's name for the quantised ones, and no `tokenizer_config.json`.
 */
export const exportedRepository = 'tests/as-exported';

/** A reranker in both dtypes that compute in half precision, and in full precision to compare with. */
export const halfPrecisionRepository = 'tests/half-precision';

/** A reranker whose graph computes attention by one operator, as newer exports do. */
export const fusedRepository = 'tests/fused-attention';

/** A reranker without ONNX files, like most repositories of the hub. */
export const withoutWeightsRepository = 'tests/without-weights';

const seed = 2024;
const tokenizer = unigramTokenizer();

const shape: XlmRobertaShape = {
  vocab_size: tokenizer.vocabularySize,
  hidden_size: 32,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  intermediate_size: 64,
  max_position_embeddings: contextTokens + paddingId + 1,
};

/** The head of `headBesideRepository`: how wide its vectors are, and its weights. */
export const headBeside = { width: shape.hidden_size, weights: randomWeights(seed) } as const;

/**
 * Writes small models with made-up weights, laid out as on the Hugging Face hub:
 * `<dir>/<owner>/<name>/<file>`. Every call writes the same bytes.
 */
export async function writeHubModels(dir: string): Promise<void> {
  const external = externalFloat32Format('model.onnx_data');
  await writeFiles(join(dir, rerankerRepository), {
    ...descriptions(1, { 'transformers.js_config': { use_external_data_format: { 'model.onnx': 1 } } }),
    'onnx/model.onnx': model(external, 1),
    'onnx/model.onnx_data': external.data(),
    'onnx/model_fp16.onnx': model(float16Format, 1),
    'onnx/model_quantized.onnx': model(quantizedFormat, 1),
  });
  await writeFiles(join(dir, threeLabelsRepository), {
    ...descriptions(3),
    'onnx/model.onnx': model(float32Format, 3),
  });
  await writeFiles(join(dir, encoderRepository), {
    ...descriptions(0),
    'onnx/model.onnx': model(float32Format, 0),
  });
  const beside = externalFloat32Format('model.onnx_data');
  await writeFiles(join(dir, headBesideRepository), {
    ...descriptions(0, { 'transformers.js_config': { use_external_data_format: { 'model.onnx': 1 } } }),
    ...headFiles(headBeside.width, headBeside.weights),
    'onnx/model.onnx': model(beside, 0),
    'onnx/model.onnx_data': beside.data(),
  });
  await writeFiles(join(dir, unknownArchitectureRepository), {
    ...descriptions(1, { model_type: 'new', architectures: ['NewForSequenceClassification'] }),
    'onnx/model.onnx': model(float32Format, 1),
  });
  const parted = partedFloat32Format(['model.onnx_data', 'model.onnx_data_1']);
  const graph = model(parted.format, 1);
  await writeFiles(join(dir, partedRepository), {
    ...descriptions(1, { 'transformers.js_config': { use_external_data_format: { 'model.onnx': 2 } } }),
    'onnx/model.onnx': graph,
    ...Object.fromEntries(Object.entries(parted.data()).map(([name, bytes]) => [`onnx/${name}`, bytes])),
  });
  const exported = externalFloat32Format('model.onnx.data');
  const { 'tokenizer_config.json': _, ...described } = descriptions(1);
  await writeFiles(join(dir, exportedRepository), {
    ...described,
    'model.onnx': model(exported, 1),
    'model.onnx.data': exported.data(),
    'model_int8.onnx': model(quantizedFormat, 1),
  });
  await writeFiles(join(dir, halfPrecisionRepository), {
    ...descriptions(1),
    'onnx/model.onnx': model(float32Format, 1),
    'onnx/model_fp16.onnx': model(float16Format, 1),
    'onnx/model_q4f16.onnx': model(fourBitFormat(float16Format), 1),
  });
  await writeFiles(join(dir, fusedRepository), {
    ...descriptions(1),
    'onnx/model.onnx': model(float32Format, 1, 'fused'),
  });
  await writeFiles(join(dir, withoutWeightsRepository), descriptions(1));
  await writeFiles(join(dir, bertRepository), await bertFiles());
}

/** The reranker's graph with weights in another format. */
export const rerankerModel = (format: WeightFormat): Uint8Array => model(format, 1);

/** @param labels the number of labels; 0 for no head */
function model(format: WeightFormat, labels: number, style: GraphStyle = 'folded'): Uint8Array {
  const head: XlmRobertaHead = labels === 0 ? { kind: 'none' } : { kind: 'classifier', labels };
  return xlmRobertaModel({ shape, head, format, weights: randomWeights(seed), style });
}

function descriptions(labels: number, more: object = {}): Record<string, Uint8Array> {
  const names = Array.from({ length: labels }, (_, label) => `LABEL_${label}`);
  const config = {
    architectures: [labels === 0 ? 'XLMRobertaModel' : 'XLMRobertaForSequenceClassification'],
    model_type: 'xlm-roberta',
    ...shape,
    hidden_act: 'gelu',
    layer_norm_eps: layerNormEpsilon,
    type_vocab_size: 1,
    position_embedding_type: 'absolute',
    bos_token_id: 0,
    pad_token_id: paddingId,
    eos_token_id: 2,
    ...(labels > 0 && {
      id2label: Object.fromEntries(names.map((name, label) => [label, name])),
      label2id: Object.fromEntries(names.map((name, label) => [name, label])),
    }),
    ...more,
  };
  return {
    'config.json': json(config),
    'tokenizer.json': json(tokenizer.tokenizer),
    'tokenizer_config.json': json(tokenizer.config),
  };
}

async function writeFiles(folder: string, files: Record<string, Uint8Array>): Promise<void> {
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
}

function json(value: object): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}
