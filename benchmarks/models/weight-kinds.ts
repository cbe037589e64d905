import { randomWeights } from '../../e2e/support/hub-models/random-weights.ts';
import type { WeightSource } from '../../src/core/onnx/xlm-roberta/xlm-roberta-model.ts';

/**
 * Made-up weights, plain and with two properties of trained ones:
 *
 * - `even`: plain
 * - `sharp`: queries are three times as large, so that a token attends to few others
 * - `outliers`: what each sublayer adds to four channels is five times as large. Trained encoders have such
 *   channels, which stretch the range over which activations are quantised (Kovaleva et al., BERT Busters:
 *   Outlier Dimensions that Disrupt Transformers, 2021).
 */
export const weightKinds = ['even', 'sharp', 'outliers'] as const;
export type WeightKind = (typeof weightKinds)[number];

const outlierChannels = 4;

export function weightsOf(kind: WeightKind, seed: number): WeightSource {
  const weights = randomWeights(seed);
  const scaled =
    (names: RegExp, factor: (column: number) => number): WeightSource =>
    (name, shape) => {
      const values = weights(name, shape);
      const columns = shape[1] ?? 1;
      return names.test(name) ? values.map((value, place) => value * factor(place % columns)) : values;
    };
  switch (kind) {
    case 'even':
      return weights;
    case 'sharp':
      return scaled(/\.query\.weight$/, () => 3);
    case 'outliers':
      return scaled(/^encoder\..*\.output\.weight$/, (column) => (column < outlierChannels ? 5 : 1));
    default:
      return kind satisfies never;
  }
}
