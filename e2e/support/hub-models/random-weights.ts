import { elementCount } from '../../../src/core/onnx/tensor.ts';
import type { WeightSource } from '../../../src/core/onnx/xlm-roberta/xlm-roberta-model.ts';
import { seededRandom } from '../../../src/core/stats/random.ts';

/**
 * Made-up weights that keep a signal's size from layer to layer. They are uniform with variance 1 / inputs
 * for a matrix, 1 for an embedding (its inputs are one-hot) and 0.01 for a bias. Each weight's seed comes
 * from its name, so that a model is the same in every number format.
 */
export function randomWeights(seed: number): WeightSource {
  return (name, shape) => {
    const random = seededRandom(seed ^ nameHash(name));
    const [inputs = 1] = shape;
    const variance = name.endsWith('.bias') ? 0.01 : name.startsWith('embeddings.') ? 1 : 1 / inputs;
    const bound = Math.sqrt(3 * variance);
    return Float32Array.from({ length: elementCount(shape) }, () => (2 * random() - 1) * bound);
  };
}

/** FNV-1a over UTF-16 code units (http://www.isthe.com/chongo/tech/comp/fnv/). */
function nameHash(name: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < name.length; place += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(place), 0x01000193);
  }
  return hash >>> 0;
}
