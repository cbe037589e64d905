import { graphPath } from '../../core/model-files/weight-files.ts';
import { twinWeightBytes } from '../../core/rerank/twin-size.ts';
import { type Twin, twinDtypes, twinOfModelId, twins } from '../../core/rerank/twins.ts';

const isReranker = { state: 'reranker' } as const;

/**
 * What is known of a synthetic twin before it is built, which is everything: its weights in each dtype at the depth asked for. One that nobody
 * knows, or that is to be deeper than its model, runs nowhere.
 *
 * @param layers `null` for as many as its model has
 */
export function knownTwin(id: string, layers: number | null) {
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
      // The graph is some kilobytes, and the weights are handed to the runtime beside it.
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
