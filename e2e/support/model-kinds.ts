import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { WeightSource } from '../../src/core/onnx/transformer-encoder.ts';
import type { Dtype } from '../../src/core/rerank/devices.ts';
import { TwinFiles } from '../../src/worker/engine/twin-files.ts';
import { bertRepository } from './hub-models/bert-model.ts';
import { debertaFiles, debertaRepository } from './hub-models/deberta-model.ts';
import { headScore } from './hub-models/head-beside.ts';
import {
  ettinFiles,
  ettinRepository,
  modernBertFiles,
  modernBertRepository,
  modernBertShape,
  modernBertWeights,
} from './hub-models/modernbert-models.ts';
import { unsignedFormat } from './hub-models/unsigned-format.ts';
import { unusualGraphFiles, unusualGraphs } from './hub-models/unusual-graphs.ts';
import {
  fusedRepository,
  halfPrecisionRepository,
  headBeside,
  headBesideRepository,
  partedRepository,
  rerankerModel,
  rerankerRepository,
  writeHubModels,
} from './hub-models.ts';
import type { NativeUse } from './native-scores.ts';

/** A kind of model that the page ranks with, and how native ONNX Runtime scores with the same file. */
export interface ModelKind extends NativeUse {
  /** Completes “scores … as native ONNX Runtime does”. */
  readonly name: string;
  /** Where its files are, in the folder that `writeModelKinds` fills. */
  readonly repository: string;
  /** The page's id of the model. Default: the repository. */
  readonly model?: string;
  readonly dtype?: Dtype;
  /** Default: all pairs in one padded batch. */
  readonly batchSize?: number;
  /** How much scores may differ on WASM, where that is more than 1e-4. */
  readonly tolerance?: number;
  /** Left to the full run, because another kind goes the same way through the page. */
  readonly isRare?: true;
}

const twin = { name: 'ms-marco-MiniLM-L-6-v2', layers: 1 } as const;
export const twinLayers = twin.layers;
const builtIn = 'builtin/coverage';
const twinRepository = 'tests/twin';

/** A last digit of difference may round an activation to the next of 255 steps. */
const q8 = {
  dtype: 'q8',
  file: '../../tests/unsigned-eight-bits/onnx/model.onnx',
  // The scale of activations is the whole batch's.
  batchSize: 1,
  tolerance: 5e-3,
} as const;
const logitOf = ([probability = Number.NaN]: readonly number[]) => Math.log(probability / (1 - probability));

/** A head of this width behind the encoder whose answer begins with the first token's vector. */
const headed =
  (width: number, weights: WeightSource) =>
  (answer: readonly number[]): number =>
    headScore(answer.slice(0, width), weights);

export const modelKinds: readonly ModelKind[] = [
  { name: 'the built-in model', repository: builtIn, model: 'builtin:coverage' },
  { name: 'a BERT, which has token types', repository: bertRepository },
  { name: 'an XLM-RoBERTa with its weights in a file of their own', repository: rerankerRepository },
  { name: 'weights in two files', repository: partedRepository, isRare: true },
  {
    name: 'a graph of ONNX Runtime’s own operators',
    repository: fusedRepository,
    isRare: true,
    // The same weights in the usual graph: the tests' native runtime is too old for this one's attention.
    file: `../${halfPrecisionRepository.split('/')[1]}/onnx/model.onnx`,
  },
  { name: 'a ModernBERT', repository: modernBertRepository },
  {
    name: 'a ModernBERT whose head lies beside it',
    repository: ettinRepository,
    score: headed(modernBertShape.hidden_size, modernBertWeights),
  },
  {
    name: 'an XLM-RoBERTa whose head lies beside it',
    repository: headBesideRepository,
    isRare: true,
    score: headed(headBeside.width, headBeside.weights),
  },
  { name: 'a DeBERTa, whose attention counts distances apart', repository: debertaRepository },
  { name: 'attention by distance (ALiBi)', repository: 'tests/alibi', isRare: true },
  {
    name: 'inputs in int32, positions among them',
    repository: 'tests/int32-and-positions',
    inputs: 'int32',
  },
  {
    name: 'a fixed shape',
    repository: 'tests/fixed-shape',
    fixed: { pairs: 2, tokens: 96 },
  },
  { name: 'a sigmoid at its end', repository: 'tests/sigmoid', score: logitOf },
  {
    name: 'two labels, the first of which is the relevant one',
    repository: 'tests/two-labels',
    score: ([relevant = Number.NaN, other = Number.NaN]) => relevant - other,
  },
  { name: 'a twin', repository: twinRepository, model: `twin:${twin.name}`, isRare: true },
  { name: 'eight bits', repository: rerankerRepository, ...q8 },
  {
    name: 'four bits',
    repository: bertRepository,
    dtype: 'q4',
    file: 'onnx/model_q4.onnx',
    isRare: true,
  },
  {
    name: 'half precision',
    repository: rerankerRepository,
    dtype: 'fp16',
    file: 'onnx/model_fp16.onnx',
    // Versions of the runtime differ in which steps they round.
    tolerance: 5e-3,
  },
];

/** Writes the files of all kinds to `<folder>/<owner>/<name>/<file>`. */
export async function writeModelKinds(folder: string): Promise<void> {
  await writeHubModels(folder);
  const publicModels = join(import.meta.dirname, '..', '..', 'public', 'models');
  await cp(join(publicModels, builtIn), join(folder, builtIn), { recursive: true });
  const repositories: Record<string, Record<string, Uint8Array>> = {
    [debertaRepository]: await debertaFiles(),
    [modernBertRepository]: modernBertFiles(),
    [ettinRepository]: ettinFiles(),
    'tests/unsigned-eight-bits': { 'onnx/model.onnx': rerankerModel(unsignedFormat) },
    [twinRepository]: await twinFiles(join(publicModels, builtIn)),
  };
  for (const [repository, kind] of Object.entries(unusualGraphs)) {
    repositories[repository] = await unusualGraphFiles(kind);
  }
  for (const [repository, files] of Object.entries(repositories)) {
    for (const [name, bytes] of Object.entries(files)) {
      const path = join(folder, repository, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    }
  }
}

/** What the page makes of a twin in memory, as files. */
async function twinFiles(tokenizer: string): Promise<Record<string, Uint8Array>> {
  const made = new TwinFiles(twin.name, twin.layers, '');
  const weights = made.externalData('fp32').map(({ path, data }) => [`onnx/${path}`, data] as const);
  const paths = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx'];
  const files = paths.map(async (path) => {
    const bytes = await made.file(
      path,
      async (name) => new Response(await readFile(join(tokenizer, String(name)))),
    );
    if (bytes === null) throw new Error(`A twin has no ${path}.`);
    return [path, bytes] as const;
  });
  return Object.fromEntries([...weights, ...(await Promise.all(files))]);
}
