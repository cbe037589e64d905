import type { Activation, EncoderHead, HeadLayer, Pooling } from '../onnx/encoder-head.ts';
import { Failure } from '../rerank/failure.ts';
import * as z from '../schema/zod.ts';
import { type ModelFactsOfConfig, mayHaveHeadBeside } from './model-config.ts';
import { mostLabels } from './relevant-label.ts';
import { readTensor } from './safetensors.ts';

/**
 * The head that sentence-transformers keeps beside an encoder: `modules.json` lists a Transformer, a Pooling
 * and layers, each in a folder of its own with a `config.json` and weights in `model.safetensors`, as in
 * cross-encoder/ettin-reranker-*
 * (https://github.com/huggingface/sentence-transformers/tree/main/sentence_transformers/base/modules).
 */
export interface HeadPlan {
  readonly pooling: Pooling;
  readonly layers: readonly PlannedLayer[];
}

export type PlannedLayer =
  | {
      readonly kind: 'dense';
      readonly path: string;
      readonly inputs: number;
      readonly outputs: number;
      readonly hasBias: boolean;
      readonly activation: Activation;
      readonly isResidual: boolean;
    }
  | { readonly kind: 'norm'; readonly path: string; readonly width: number };

const modulesFile = 'modules.json';

/** A model's file as JSON; `undefined` where it is not there or no JSON. */
export type JsonReader = (path: string) => Promise<unknown>;

const modules = z.array(z.object({ path: z.string(), type: z.string() }));
const pooling = z.object({
  pooling_mode: z.union([z.string(), z.array(z.string())]).nullish(),
  pooling_mode_cls_token: z.boolean().nullish(),
  pooling_mode_mean_tokens: z.boolean().nullish(),
  pooling_mode_max_tokens: z.boolean().nullish(),
  pooling_mode_mean_sqrt_len_tokens: z.boolean().nullish(),
  pooling_mode_weightedmean_tokens: z.boolean().nullish(),
  pooling_mode_lasttoken: z.boolean().nullish(),
});
const width = z.number().int().positive();
const dense = z.object({
  in_features: width,
  out_features: width,
  bias: z.boolean().default(true),
  activation_function: z.string().nullish(),
  use_residual: z.boolean().default(false),
});
const norm = z.object({ dimension: width });

/** PyTorch's activations by the last part of their names. sentence-transformers' own default is Tanh. */
const activations: Readonly<Record<string, Activation>> = {
  Identity: 'identity',
  GELU: 'gelu',
  ReLU: 'relu',
  Tanh: 'tanh',
  Sigmoid: 'sigmoid',
  SiLU: 'silu',
};

/**
 * Reads which head lies beside an encoder.
 *
 * @returns `null` where there is none, or one that scores no pairs here: its end is wider than two labels, or
 * it has a module that is not computed here
 */
export async function readHeadPlan(read: JsonReader): Promise<HeadPlan | null> {
  const listed = modules.safeParse(await read(modulesFile));
  if (!listed.success) return null;
  const [transformer, pool, ...rest] = listed.data.map(({ path, type }) => ({
    path,
    kind: type.split('.').at(-1) ?? '',
  }));
  if (transformer?.kind !== 'Transformer' || transformer.path !== '' || pool?.kind !== 'Pooling') return null;
  const mode = poolingOf(await read(`${pool.path}/config.json`));
  const layers: (PlannedLayer | null)[] = [];
  for (const { path, kind } of rest) {
    // It does nothing outside of training.
    if (kind === 'Dropout') continue;
    layers.push(plannedLayer(path, kind, await read(`${path}/config.json`)));
  }
  const known = layers.filter((layer) => layer !== null);
  const last = known.at(-1);
  const isWhole = known.length === layers.length && fitTogether(known);
  if (mode === null || !isWhole || last?.kind !== 'dense' || last.outputs > mostLabels) return null;
  return { pooling: mode, layers: withoutLastSigmoid(known, last) };
}

function poolingOf(config: unknown): Pooling | null {
  const parsed = pooling.safeParse(config);
  if (!parsed.success) return null;
  const { pooling_mode: named, ...flags } = parsed.data;
  const modes =
    named === null || named === undefined
      ? Object.entries(flags).flatMap(([flag, isOn]) => (isOn === true ? [legacyModes[flag] ?? flag] : []))
      : [named].flat();
  const [mode = 'mean', ...others] = modes;
  return others.length === 0 && (mode === 'cls' || mode === 'mean') ? mode : null;
}

const legacyModes: Readonly<Record<string, string>> = {
  pooling_mode_cls_token: 'cls',
  pooling_mode_mean_tokens: 'mean',
};

function plannedLayer(path: string, kind: string, config: unknown): PlannedLayer | null {
  if (kind === 'LayerNorm') {
    const parsed = norm.safeParse(config);
    return parsed.success ? { kind: 'norm', path, width: parsed.data.dimension } : null;
  }
  const parsed = kind === 'Dense' ? dense.safeParse(config) : null;
  if (parsed?.success !== true) return null;
  const { in_features: inputs, out_features: outputs, bias: hasBias, use_residual: isResidual } = parsed.data;
  const name = (parsed.data.activation_function ?? 'Tanh').split('.').at(-1) ?? '';
  const activation = Object.hasOwn(activations, name) ? activations[name] : undefined;
  // A residual between two widths has a projection of its own.
  if (activation === undefined || (isResidual && inputs !== outputs)) return null;
  return { kind: 'dense', path, inputs, outputs, hasBias, activation, isResidual };
}

/** Whether each layer takes what the one before it answers. */
function fitTogether(layers: readonly PlannedLayer[]): boolean {
  let wide: number | null = null;
  for (const layer of layers) {
    const inputs = layer.kind === 'dense' ? layer.inputs : layer.width;
    if (wide !== null && inputs !== wide) return false;
    wide = layer.kind === 'dense' ? layer.outputs : layer.width;
  }
  return true;
}

/** Scores are logits, so a sigmoid at the very end is left out. */
const withoutLastSigmoid = (
  layers: readonly PlannedLayer[],
  last: Extract<PlannedLayer, { kind: 'dense' }>,
): readonly PlannedLayer[] =>
  last.activation === 'sigmoid' && !last.isResidual
    ? [...layers.slice(0, -1), { ...last, activation: 'identity' }]
    : layers;

/** What is known of a model, whose head may lie beside it: then it is a reranker. */
export async function completedByModules(
  facts: ModelFactsOfConfig,
  read: JsonReader,
): Promise<ModelFactsOfConfig> {
  if (!mayHaveHeadBeside(facts) || (await readHeadPlan(read)) === null) return facts;
  return { ...facts, fitness: { state: 'reranker' } };
}

/** PyTorch's default, which `LayerNorm`'s configuration does not name. */
const layerNormEpsilon = 1e-5;

/**
 * Reads a head's weights.
 *
 * @param read a file's bytes
 * @throws Failure `file-not-a-model` naming a file that lacks a tensor or has one of another shape; whatever
 *   `read` throws
 */
export async function readHead(
  { pooling, layers }: HeadPlan,
  read: (path: string) => Promise<Uint8Array>,
): Promise<EncoderHead> {
  return { pooling, layers: await Promise.all(layers.map((layer) => readLayer(layer, read))) };
}

async function readLayer(
  layer: PlannedLayer,
  read: (path: string) => Promise<Uint8Array>,
): Promise<HeadLayer> {
  const path = `${layer.path}/model.safetensors`;
  const file = await read(path);
  const tensor = (name: string, ...shape: readonly number[]): Float32Array => {
    const found = readTensor(file, name);
    if (found !== null && String(found.shape) === String(shape)) return found.values;
    throw new Failure('file-not-a-model', path, `no tensor ${name} of shape [${shape.join(', ')}]`);
  };
  if (layer.kind === 'norm') {
    const { width } = layer;
    const [scale, bias] = [tensor('norm.weight', width), tensor('norm.bias', width)];
    return { kind: 'norm', scale, bias, epsilon: layerNormEpsilon };
  }
  const { kind, inputs, outputs, hasBias, activation, isResidual } = layer;
  const weight = tensor('linear.weight', outputs, inputs);
  const bias = hasBias ? tensor('linear.bias', outputs) : null;
  return { kind, inputs, outputs, weight, bias, activation, isResidual };
}
