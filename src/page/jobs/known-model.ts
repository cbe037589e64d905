import { isRunnableModelType, type ModelFitness } from '../../core/model-files/model-fitness.ts';
import { fileNameOf, graphPath, type HubFile } from '../../core/model-files/weight-files.ts';
import { dtypeOfName, isFileNamed } from '../../core/model-files/weight-names.ts';
import { type CatalogueEntry, findModel } from '../../core/rerank/catalogue.ts';
import type { Dtype } from '../../core/rerank/devices.ts';
import type { FailureCode } from '../../core/rerank/failure.ts';
import { embeddingTableBytes } from '../../core/rerank/model-fit.ts';
import { parseModelId } from '../../core/rerank/model-id.ts';
import { twinWeightBytes } from '../../core/rerank/twin-size.ts';
import { isTwinId, type Twin, twinDtypes, twinOfModelId, twins } from '../../core/rerank/twins.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { currentModelFacts, type ModelFacts, type ModelFactsSlice } from '../store/model-facts-slice.ts';

/** What is known of one dtype of a model, or of one of its files. */
export interface KnownWeights {
  readonly dtype: Dtype;
  /** The graph's file name where it is not the dtype's own. */
  readonly file?: string;
  /** `null` where the hub does not say. */
  readonly bytes: number | null;
  /** The graph first; `null` where only the catalogue lists the dtype. */
  readonly files: readonly HubFile[] | null;
}

/** What is known of a model before it is loaded: what its hub says, else what the catalogue says. */
export interface KnownModel {
  /** What can be downloaded; `null` where it is not known. */
  readonly weights: readonly KnownWeights[] | null;
  readonly fitness: ModelFitness;
  readonly vocabularySize: number | null;
  readonly hiddenSize: number | null;
  /** A synthetic twin, and how many layers it is to have. */
  readonly twin?: { readonly twin: Twin; readonly layers: number };
  /** Whether the settings name the file to compute with, so that there is no dtype to choose. */
  readonly isFileGiven?: boolean;
  /** Why it runs on no device, where that is more than `fitness` can say. */
  readonly refusal?: Unavailability;
}

/** Why a model or a lane cannot run; `message` is in English, as records keep it. */
export interface Unavailability {
  readonly code: FailureCode;
  readonly message: string;
}

const catalogueFitness = ({ architecture }: CatalogueEntry): ModelFitness =>
  isRunnableModelType(architecture) ? { state: 'reranker' } : { state: 'unsupported', found: architecture };

/**
 * Combines what the hub and the catalogue say of a model; `undefined` where neither says anything.
 *
 * @param layers how many a synthetic twin is to have; `null` for as many as its model
 */
export function knownModel(
  id: string,
  facts: ModelFacts | undefined,
  layers: number | null = null,
): KnownModel | undefined {
  if (isTwinId(id)) return knownTwin(id, layers);
  const entry = findModel(id);
  if (facts?.state === 'found') {
    const { fitness, vocabularySize, hiddenSize } = facts.config;
    return {
      weights: facts.weights,
      fitness,
      vocabularySize: vocabularySize ?? entry?.vocabularySize ?? null,
      hiddenSize: hiddenSize ?? entry?.hiddenSize ?? null,
    };
  }
  if (entry === undefined) return undefined;
  return {
    weights: entry.weights.map(({ dtype, approximateBytes }) => ({
      dtype,
      bytes: approximateBytes,
      files: null,
    })),
    fitness: catalogueFitness(entry),
    vocabularySize: entry.vocabularySize,
    hiddenSize: entry.hiddenSize,
  };
}

/** What is known of the model that the settings name, narrowed to the file that they name, if any. */
export function currentModel(
  state: Pick<ModelFactsSlice, 'modelFacts'> & { readonly settings: Settings },
): KnownModel | undefined {
  const { model, layers, file } = state.settings;
  return withFile(knownModel(model, currentModelFacts(state), layers), model, file);
}

/**
 * The model with the weights of one file alone. The built-in model and twins have no files to choose from.
 *
 * @param asked the setting `file`
 */
export function withFile(
  known: KnownModel | undefined,
  id: string,
  asked: string | null,
): KnownModel | undefined {
  const source = parseModelId(id)?.source;
  if (asked === null || (source !== 'hub' && source !== 'local')) return known;
  const listed = known?.weights?.filter(({ files }) => files !== null);
  if (known === undefined || listed === undefined || listed.length < (known.weights?.length ?? 0)) {
    // No one has said which files there are. The download will tell.
    const path = asked.endsWith('.onnx') ? asked : `${asked}.onnx`;
    const files = [{ path: path.includes('/') ? path : `onnx/${path}`, bytes: null }];
    const weights = [{ dtype: dtypeOfName(path), file: fileNameOf(path), bytes: null, files }];
    return { ...(known ?? unknownModel), weights, isFileGiven: true };
  }
  const weights = listed.filter(({ files }) => isFileNamed(asked, files?.[0]?.path ?? ''));
  if (weights.length > 0) return { ...known, weights, isFileGiven: true };
  const names = listed.map(({ files }) => fileNameOf(files?.[0]?.path ?? '')).join(', ');
  const message = `There is no ${asked}; there are ${names}.`;
  return { ...known, weights, isFileGiven: true, refusal: { code: 'model-not-found', message } };
}

/** Bytes of the model's largest tensor in a dtype; `null` where its shape is not known. */
export function largestTensorBytes({ vocabularySize, hiddenSize }: KnownModel, dtype: Dtype): number | null {
  return vocabularySize === null || hiddenSize === null
    ? null
    : embeddingTableBytes(dtype, vocabularySize, hiddenSize);
}

const isReranker = { state: 'reranker' } as const;

const unknownModel = { weights: null, fitness: isReranker, vocabularySize: null, hiddenSize: null };

/**
 * Everything about a synthetic twin is known before it is built: its weights in each dtype at the depth asked
 * for. A twin of an unknown model, or one deeper than its model, cannot run.
 *
 * @param layers `null` for as many as its model has
 */
function knownTwin(id: string, layers: number | null) {
  const twin = twinOfModelId(id);
  if (twin === undefined) {
    const known = twins.map(({ name }) => name).join(', ');
    return {
      ...{ weights: [], fitness: isReranker, vocabularySize: null, hiddenSize: null },
      refusal: {
        code: 'model-not-found' as const,
        message: `There is no synthetic twin ${id}; there are ${known}.`,
      },
    };
  }
  const { vocab_size, hidden_size, num_hidden_layers: all } = twin.shape;
  const depth = layers ?? all;
  return {
    weights: twinDtypes.map((dtype) => ({
      dtype,
      bytes: twinWeightBytes(twin, dtype, depth),
      // The graph is a few kilobytes. The weights are handed to the runtime beside it.
      files: [{ path: graphPath(dtype), bytes: 0 }],
    })),
    fitness: isReranker,
    vocabularySize: vocab_size,
    hiddenSize: hidden_size,
    twin: { twin, layers: depth },
    ...(depth > all && { refusal: tooManyLayers(twin, depth) }),
  };
}

const tooManyLayers = ({ name, shape }: Twin, asked: number) =>
  ({
    code: 'too-many-layers',
    message: `${name} has ${shape.num_hidden_layers} layers, not ${asked}.`,
  }) as const;
