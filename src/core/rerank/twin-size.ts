import { type Device, dtypeRefusal } from './devices.ts';
import { type Excess, embeddingTableBytes, modelFit } from './model-fit.ts';
import type { Twin, TwinDtype } from './twins.ts';

/**
 * What a twin consists of. v is its vocabulary's size, w its width, f the width of its feed-forward middle.
 */
interface Parts {
  /** Rows of all embedding tables, each w wide. */
  readonly rows: number;
  readonly tables: number;
  /** Weight matrices, [in, out]. */
  readonly matrices: readonly (readonly [inputs: number, outputs: number])[];
  /** Numbers in biases and normalisations. */
  readonly vectors: number;
}

const partsOf = (twin: Twin, layers: number): Parts =>
  twin.architecture === 'modernbert' ? partsOfModernBert(twin, layers) : partsOfBert(twin, layers);

/**
 * The table has v rows; positions are computed. A layer has a matrix [w, 3w] and one of w², one of [w, 2f]
 * and one of [f, w], and two normalisations of w but for the first layer, which has one. There are no biases.
 * The first and the last normalisation, the head's [w, w], its normalisation, and [w, 1] with its bias come
 * once.
 */
function partsOfModernBert({ shape }: Twin, layers: number): Parts {
  const { vocab_size: rows, hidden_size: w, intermediate_size: f } = shape;
  const layer = [
    [w, 3 * w],
    [w, w],
    [w, 2 * f],
    [f, w],
  ] as const;
  const matrices = [...Array.from({ length: layers }, () => layer).flat(), [w, w], [w, 1]] as const;
  return { rows, tables: 1, matrices, vectors: (2 * layers - 1) * w + 2 * w + w + 1 };
}

/**
 * The tables have v + positions rows, and BERT's have token types too. A layer has four matrices of w², one
 * of [w, f] and one of [f, w], their biases 5w + f, and two normalisations of 2w. The first normalisation and
 * the head's [w, w] and [w, 1] with their biases come once.
 */
function partsOfBert({ architecture, shape }: Twin, layers: number): Parts {
  const {
    vocab_size,
    max_position_embeddings,
    type_vocab_size,
    hidden_size: w,
    intermediate_size: f,
  } = shape;
  const layer = [
    [w, w],
    [w, w],
    [w, w],
    [w, w],
    [w, f],
    [f, w],
  ] as const;
  const matrices = [...Array.from({ length: layers }, () => layer).flat(), [w, w], [w, 1]] as const;
  return {
    rows: vocab_size + max_position_embeddings + (architecture === 'bert' ? type_vocab_size : 0),
    tables: architecture === 'bert' ? 3 : 2,
    matrices,
    vectors: layers * (5 * w + f + 4 * w) + 2 * w + w + 1,
  };
}

const allLayers = ({ shape }: Twin): number => shape.num_hidden_layers;

const product = ([inputs, outputs]: Parts['matrices'][number]): number => inputs * outputs;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Numbers that a twin's weights stand for. */
export function twinParameters(twin: Twin, layers = allLayers(twin)): number {
  const { rows, matrices, vectors } = partsOf(twin, layers);
  return rows * twin.shape.hidden_size + sum(matrices.map(product)) + vectors;
}

/**
 * Bytes of a twin's weights, stored as the real model's files store them:
 * - fp32: 4 a number; fp16: 2.
 * - q8: 1 a number of tables and matrices, 5 a tensor for its scale (4) and zero point (1), 4 a number of
 *   vectors.
 * - q4: a matrix takes 16 + 4 for every block of 32 inputs and its scale; all else is as in fp32.
 */
export function twinWeightBytes(twin: Twin, dtype: TwinDtype, layers = allLayers(twin)): number {
  const { rows, tables, matrices, vectors } = partsOf(twin, layers);
  const table = rows * twin.shape.hidden_size;
  switch (dtype) {
    case 'fp32':
      return 4 * twinParameters(twin, layers);
    case 'fp16':
      return 2 * twinParameters(twin, layers);
    case 'q8':
      return table + sum(matrices.map(product)) + 5 * (tables + matrices.length) + 4 * vectors;
    case 'q4': {
      const blocks = sum(matrices.map(([inputs, outputs]) => Math.ceil(inputs / 32) * outputs));
      return 4 * table + (16 + 4) * blocks + 4 * vectors;
    }
    default:
      return dtype satisfies never;
  }
}

/** Bytes of a twin's largest tensor, the table of word embeddings, which has to fit in one GPU buffer. */
export const twinLargestTensorBytes = ({ shape }: Twin, dtype: TwinDtype): number =>
  embeddingTableBytes(dtype, shape.vocab_size, shape.hidden_size);

export interface DepthQuestion {
  readonly twin: Twin;
  readonly dtype: TwinDtype;
  readonly device: Device;
  /** The adapter's limits by WebGPU's names, in bytes; `null` where there is none or it is not known. */
  readonly limits: Readonly<Record<string, number>> | null;
  /** Whether the adapter computes in half precision (`shader-f16`). */
  readonly hasHalfPrecision: boolean;
  /** What WASM can address, in bytes; default: 4 GiB. */
  readonly wasmLimitBytes?: number;
  /** What the browser says of the machine's memory; `null` where it says nothing. */
  readonly deviceMemoryGiB?: number | null;
}

/** What keeps a twin from its whole depth. */
export type DepthObstacle = { readonly code: 'no-half-precision' | 'not-on-gpu' } | Excess;

export interface DepthAnswer {
  /** Layers of the deepest twin that fits; 0 where not even one layer does. */
  readonly depth: number;
  /** Why one layer more does not fit; `null` where the twin fits whole. */
  readonly obstacle: DepthObstacle | null;
  /** What may still go wrong at that depth and would at any other. */
  readonly doubts: readonly Excess[];
}

/** Doubts that a smaller depth can remove. */
const byDepth: ReadonlySet<Excess['code']> = new Set(['peak-over-wasm', 'peak-over-device']);

/**
 * How deep a twin may be to fit the device, before anything is built. The limits are `modelFit`'s, and what
 * the device can compute is `dtypeRefusal`'s to tell. Estimated peaks count as limits here: a cut that proves
 * too careful costs less than a tab that dies.
 */
export function largestDepthThatFits(question: DepthQuestion): DepthAnswer {
  const { twin, dtype, device, limits, hasHalfPrecision, wasmLimitBytes, deviceMemoryGiB = null } = question;
  const refusal = dtypeRefusal(device, dtype, hasHalfPrecision);
  if (refusal !== null) return nothing({ code: refusal });
  let obstacle: Excess | null = null;
  for (let depth = twin.shape.num_hidden_layers; depth > 0; depth -= 1) {
    const { problem, doubts } = modelFit({
      device,
      // The graph itself is some kilobytes; all weights are external data.
      graphBytes: 0,
      weightBytes: twinWeightBytes(twin, dtype, depth),
      largestTensorBytes: twinLargestTensorBytes(twin, dtype),
      limits: limits ?? {},
      deviceMemoryGiB,
      ...(wasmLimitBytes !== undefined && { wasmLimitBytes }),
    });
    const inTheWay = problem ?? doubts.find(({ code }) => byDepth.has(code)) ?? null;
    if (inTheWay === null) return { depth, obstacle, doubts };
    obstacle = inTheWay;
  }
  return nothing(obstacle);
}

const nothing = (obstacle: DepthObstacle | null): DepthAnswer => ({ depth: 0, obstacle, doubts: [] });
