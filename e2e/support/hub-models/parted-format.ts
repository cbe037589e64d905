import {
  type ExternalFormat,
  externalFloat32Format,
  type WeightFormat,
} from '../../../src/core/onnx/weight-format.ts';

/** Single precision with the tensors distributed in turn over several files of external data. */
export function partedFloat32Format(locations: readonly string[]): {
  readonly format: WeightFormat;
  /** The content of each file so far, by location. */
  readonly data: () => Record<string, Uint8Array>;
} {
  const parts = locations.map((location): [string, ExternalFormat] => [
    location,
    externalFloat32Format(location),
  ]);
  let turn = 0;
  const next = (): ExternalFormat => {
    const [, part] = parts[turn++ % parts.length] ?? [];
    if (part === undefined) throw new Error('External data needs a file at least.');
    return part;
  };
  return {
    format: {
      flow: 'float32',
      store: (...tensor) => next().store(...tensor),
      multiply: (...weight) => next().multiply(...weight),
      lookUp: (...table) => next().lookUp(...table),
    },
    data: () => Object.fromEntries(parts.map(([location, part]) => [location, part.data()])),
  };
}
