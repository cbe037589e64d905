import { join } from 'node:path';
import { bertConfig, wordPieceTokenizer } from '../../e2e/support/hub-models/wordpiece-repository.ts';
import { type BertShape, bertModel } from '../../src/core/onnx/bert/bert-model.ts';
import type { WeightSource } from '../../src/core/onnx/transformer-encoder.ts';
import { float16Format, float32Format } from '../../src/core/onnx/weight-format.ts';
import { writeFiles } from './repository.ts';
import { type WeightKind, weightsOf } from './weight-kinds.ts';

const layers = 6;

/**
 * What lacks in the weights of a half-precision file, as zeros: nothing; the later half of its layers; or all
 * that stands in the later half of the file, where the head is.
 */
export const cuts = ['whole', 'layers', 'end'] as const;
export type Cut = (typeof cuts)[number];

export const smallBert = (kind: WeightKind, seed: number, cut: Cut): string =>
  `benchmarks/bert-${kind}-${seed}-${cut}`;

const isCut: Readonly<Record<Cut, (name: string) => boolean>> = {
  whole: () => false,
  layers: (name) => Number(/^encoder\.layer\.(\d+)\./.exec(name)?.[1] ?? -1) >= layers / 2,
  end: (name) => isCut.layers(name) || /^(pooler|classifier)/.test(name),
};

/**
 * Writes a BERT with token types, 6 layers, 64 wide, in single and in half precision. It has the built-in
 * model's tokenizer, which gives a document type 1. Only the half-precision file is cut.
 */
export async function writeSmallBert(
  folder: string,
  kind: WeightKind,
  seed: number,
  cut: Cut,
): Promise<void> {
  const { files, vocabularySize } = await wordPieceTokenizer();
  const shape: BertShape = {
    vocab_size: vocabularySize,
    hidden_size: 64,
    num_hidden_layers: layers,
    num_attention_heads: 2,
    intermediate_size: 256,
    max_position_embeddings: 512,
    type_vocab_size: 2,
  };
  const whole = weightsOf(kind, seed);
  const partial: WeightSource = (name, size) =>
    isCut[cut](name) ? whole(name, size).fill(0) : whole(name, size);
  await writeFiles(join(folder, smallBert(kind, seed, cut)), {
    'config.json': bertConfig(shape),
    ...files,
    'onnx/model.onnx': bertModel({ shape, labels: 1, format: float32Format, weights: whole }),
    'onnx/model_fp16.onnx': bertModel({ shape, labels: 1, format: float16Format, weights: partial }),
  });
}
