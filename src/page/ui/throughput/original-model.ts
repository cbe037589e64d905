import { builtinModelId, headlineModelId } from '../../../core/rerank/catalogue.ts';
import { twinOfModelId } from '../../../core/rerank/twin-model-id.ts';

/** The repository from which sentence-transformers loads what a model id of the page stands for. */
export interface OriginalModel {
  readonly repository: string;
  /**
   * `same`: the page measured a conversion of it; `example`: the built-in model has no counterpart on a server, so this one
   * stands in; `unknown`: which model was converted is not known, so the visitor has to put it there.
   */
  readonly kind: 'same' | 'example' | 'unknown';
  /** The repository brings model code of its own, which has to be allowed. */
  readonly hasOwnCode: boolean;
}

/** Conversions to ONNX that live in a repository of another name. */
const originals: Readonly<Record<string, string>> = {
  [headlineModelId]: 'BAAI/bge-reranker-v2-m3',
  'Xenova/bge-reranker-base': 'BAAI/bge-reranker-base',
  'Xenova/bge-reranker-large': 'BAAI/bge-reranker-large',
  'onnx-community/bge-reranker-base-ONNX': 'BAAI/bge-reranker-base',
  'onnx-community/bge-reranker-large-ONNX': 'BAAI/bge-reranker-large',
  'Xenova/ms-marco-MiniLM-L-6-v2': 'cross-encoder/ms-marco-MiniLM-L6-v2',
  'Xenova/ms-marco-MiniLM-L-12-v2': 'cross-encoder/ms-marco-MiniLM-L12-v2',
  'Xenova/ms-marco-TinyBERT-L-2-v2': 'cross-encoder/ms-marco-TinyBERT-L2-v2',
};

const exampleRepository = 'BAAI/bge-reranker-v2-m3';

/** Accounts that hold conversions of other people's models, so their ids are not the originals'. */
const converters = /^(?:Xenova|onnx-community)\//;

/** @param modelId as the record has it: `builtin:…`, `twin:…`, `local:…` or a hub id; from an import it may be anything */
export function originalModel(modelId: string): OriginalModel {
  const id = twinOfModelId(modelId)?.catalogueId ?? modelId.replace(/^twin:/, '');
  if (id === builtinModelId) return { repository: exampleRepository, kind: 'example', hasOwnCode: false };
  const known = Object.hasOwn(originals, id) ? originals[id] : undefined;
  if (known !== undefined) return { repository: known, kind: 'same', hasOwnCode: false };
  if (id.includes(':') || !id.includes('/') || converters.test(id))
    return { repository: id.replace(/^local:/, ''), kind: 'unknown', hasOwnCode: false };
  return { repository: id, kind: 'same', hasOwnCode: id.startsWith('jinaai/') };
}
