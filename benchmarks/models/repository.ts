import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  float16Format,
  float32Format,
  fourBitFormat,
  quantizedFormat,
  type WeightFormat,
} from '../../src/core/onnx/weight-format.ts';
import {
  layerNormEpsilon,
  paddingId,
  type WeightSource,
  type XlmRobertaShape,
  xlmRobertaModel,
} from '../../src/core/onnx/xlm-roberta/xlm-roberta-model.ts';
import type { Dtype } from '../../src/core/rerank/devices.ts';

/** The graph of each dtype and the name of its file on the hub. */
const files: Readonly<Record<Dtype, { readonly name: string; readonly format: WeightFormat }>> = {
  fp32: { name: 'model.onnx', format: float32Format },
  fp16: { name: 'model_fp16.onnx', format: float16Format },
  q8: { name: 'model_quantized.onnx', format: quantizedFormat },
  q4: { name: 'model_q4.onnx', format: fourBitFormat(float32Format) },
  q4f16: { name: 'model_q4f16.onnx', format: fourBitFormat(float16Format) },
};

export interface ModelRepository {
  /** `owner/name` */
  readonly repository: string;
  readonly shape: XlmRobertaShape;
  readonly weights: WeightSource;
  readonly dtypes: readonly Dtype[];
  readonly tokenizer: { readonly tokenizer: object; readonly config: object };
}

/**
 * Writes a reranker with the given weights, laid out as on the Hugging Face hub:
 * `<folder>/<owner>/<name>/<file>`.
 */
export async function writeRepository(folder: string, model: ModelRepository): Promise<void> {
  const { repository, shape, weights, dtypes, tokenizer } = model;
  const config = {
    architectures: ['XLMRobertaForSequenceClassification'],
    model_type: 'xlm-roberta',
    ...shape,
    hidden_act: 'gelu',
    layer_norm_eps: layerNormEpsilon,
    type_vocab_size: 1,
    pad_token_id: paddingId,
    id2label: { 0: 'LABEL_0' },
    label2id: { LABEL_0: 0 },
  };
  const head = { kind: 'classifier', labels: 1 } as const;
  const graphs = dtypes.map((dtype) => {
    const { name, format } = files[dtype];
    return [`onnx/${name}`, xlmRobertaModel({ shape, head, format, weights })] as const;
  });
  await writeFiles(join(folder, repository), {
    'config.json': JSON.stringify(config),
    'tokenizer.json': JSON.stringify(tokenizer.tokenizer),
    'tokenizer_config.json': JSON.stringify(tokenizer.config),
    ...Object.fromEntries(graphs),
  });
}

/** Writes files by their paths in a folder. */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, Uint8Array | string>>,
): Promise<void> {
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
}
