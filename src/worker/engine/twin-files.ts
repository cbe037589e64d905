import { graphPath } from '../../core/model-files/weight-files.ts';
import { type TwinModel, twinConfig, twinModel } from '../../core/onnx/twin/twin-model.ts';
import { fillBlock } from '../../core/onnx/twin/twin-values.ts';
import type { Dtype } from '../../core/rerank/devices.ts';
import { Failure } from '../../core/rerank/failure.ts';
import { twinWeightBytes } from '../../core/rerank/twin-size.ts';
import { spreadTokenizer, type WordPieceFile } from '../../core/rerank/twin-tokenizer.ts';
import {
  findTwin,
  isTwinDtype,
  type Twin,
  type TwinDtype,
  type TwinGraph,
  twinDepth,
} from '../../core/rerank/twins.ts';
import type { Fetch } from './resuming-body.ts';

/** The path under which transformers.js looks for a twin's files. None of them exists there. */
export const twinRoot = '/synthetic-twin/';

/** The id under which transformers.js knows a twin. */
export const twinPath = 'model';

/**
 * ES2024's `transfer` frees at once. Where there is none yet, the buffer is moved to an object that nobody
 * holds.
 */
type DroppableBuffer = ArrayBuffer & { transfer?(newLength: number): ArrayBuffer };

/**
 * A twin's files, made in the worker: those that transformers.js asks for, and the weights that it hands on.
 */
export class TwinFiles {
  readonly #twin: Twin;
  /** Address of the folder with the built-in model's tokenizer. */
  readonly #tokenizerBase: string;
  readonly layers: number;
  readonly #graph: TwinGraph;
  readonly #filled: DroppableBuffer[] = [];
  #model: { readonly dtype: TwinDtype; readonly files: TwinModel } | null = null;

  /**
   * @param layers `null` for all
   * @throws Failure `model-not-found`
   */
  constructor(name: string, layers: number | null, tokenizerBase: string, graph: TwinGraph = 'exported') {
    const twin = findTwin(name);
    if (twin === undefined) throw new Failure('model-not-found', `twin:${name}`, 'no twin has this name');
    this.#twin = twin;
    this.#tokenizerBase = tokenizerBase;
    this.#graph = graph;
    this.layers = twinDepth(twin, layers);
  }

  /**
   * The weights, as ONNX Runtime takes external data beside the model file: a block for each element type.
   * Every build of the runtime copies a tensor out of its block as it comes to it (on WebGPU straight into a
   * buffer of the GPU) and has no use for the blocks once the session stands; `dropWeights` is to be called
   * then, so that there is never a second copy of the weights.
   *
   * @throws Failure `model-not-found` for a dtype that twins do not come in; RangeError where a block finds
   * no room
   */
  externalData(dtype: Dtype): { path: string; data: Uint8Array }[] {
    return this.#built(dtype).blocks.map((block) => {
      const data = fillBlock(block);
      this.#filled.push(data.buffer);
      return { path: block.path, data };
    });
  }

  /**
   * Frees the blocks. The largest takes up to 1 GB, and a garbage collector may leave it for as long as the
   * worker lives.
   */
  dropWeights(): void {
    for (const buffer of this.#filled.splice(0)) {
      if (buffer.transfer === undefined) structuredClone(buffer, { transfer: [buffer] });
      else buffer.transfer(0);
    }
  }

  /** Bytes of the weights that the twin stands for. The blocks that it is made of are smaller. */
  weightBytes(dtype: Dtype): number {
    return twinWeightBytes(this.#twin, this.#dtype(dtype), this.layers);
  }

  /** Makes a file of the twin by its path; `null` for one that a twin does not have. */
  async file(path: string, fetch: Fetch): Promise<Uint8Array<ArrayBuffer> | null> {
    const { architecture, shape, contextTokens } = this.#twin;
    switch (path) {
      case 'config.json': {
        const dtype = this.#model?.dtype ?? 'fp32';
        return json(twinConfig({ architecture, shape: this.#shape, dtype }));
      }
      case 'tokenizer.json': {
        const own = (await this.#ofTokenizer(path, fetch)) as WordPieceFile;
        return json(spreadTokenizer(own, { architecture, shape }));
      }
      case 'tokenizer_config.json': {
        const own = (await this.#ofTokenizer(path, fetch)) as object;
        return json({ ...own, model_max_length: contextTokens });
      }
      default:
        return this.#model !== null && path === graphPath(this.#model.dtype)
          ? new Uint8Array(this.#model.files.header)
          : null;
    }
  }

  get #shape() {
    return { ...this.#twin.shape, num_hidden_layers: this.layers };
  }

  #dtype(dtype: Dtype): TwinDtype {
    if (isTwinDtype(dtype)) return dtype;
    throw new Failure(
      'model-not-found',
      `twin:${this.#twin.name} (${dtype})`,
      'twins do not come in this dtype',
    );
  }

  #built(asked: Dtype): TwinModel {
    const dtype = this.#dtype(asked);
    if (this.#model?.dtype !== dtype) {
      const { architecture } = this.#twin;
      this.#model = {
        dtype,
        files: twinModel({ architecture, shape: this.#shape, dtype, graph: this.#graph }),
      };
    }
    return this.#model.files;
  }

  async #ofTokenizer(name: string, fetch: Fetch): Promise<unknown> {
    const address = `${this.#tokenizerBase}${name}`;
    const response = await fetch(address);
    if (!response.ok) throw new Failure('page-file-missing', address, `status ${response.status}`);
    return response.json();
  }
}

/** A `fetch` that serves a twin's files. It asks the network only for the page's own tokenizer. */
export function withTwinFiles(fetch: Fetch, twin: () => TwinFiles | null): Fetch {
  const prefix = `${twinRoot}${twinPath}/`;
  return async (input, init) => {
    const address = String(input);
    if (!address.startsWith(twinRoot)) return fetch(input, init);
    const path = address.startsWith(prefix) ? address.slice(prefix.length) : '';
    const bytes = (await twin()?.file(path, fetch)) ?? null;
    if (bytes === null) return new Response(null, { status: 404 });
    return new Response(bytes, { headers: { 'content-length': String(bytes.byteLength) } });
  };
}

const json = (value: unknown): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(value));
