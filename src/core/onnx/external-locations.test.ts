import { describe, expect, it } from 'vitest';
import { externalLocations } from './external-locations.ts';
import { onnx } from './graph-builder.ts';

const tensor = (location?: string) => ({
  name: 'w',
  dataType: 1,
  dims: [2],
  ...(location === undefined
    ? { rawData: new Uint8Array(8).fill(106) }
    : {
        dataLocation: 1,
        externalData: [
          { key: 'location', value: location },
          { key: 'offset', value: '8' },
        ],
      }),
});
const fileOf = (model: object) => onnx.ModelProto.encode({ irVersion: 8, ...model }).finish();

describe('the external data that a model file names', () => {
  it('is named once for all tensors of a file, wherever in the graph they are', () => {
    const inner = { name: 'inner', initializer: [tensor('branch.bin')] };
    const node = [
      { opType: 'Constant', attribute: [{ name: 'value', t: tensor('./constants.bin') }] },
      { opType: 'If', attribute: [{ name: 'then_branch', g: inner }] },
    ];
    const graph = {
      name: 'g',
      node,
      initializer: [tensor('model.onnx_data'), tensor('model.onnx_data'), tensor()],
    };
    expect(externalLocations(fileOf({ graph }))).toEqual(['model.onnx_data', 'constants.bin', 'branch.bin']);
  });

  it('is none where all weights are inside', () => {
    expect(externalLocations(fileOf({ graph: { name: 'g', initializer: [tensor()] } }))).toEqual([]);
  });

  it('is not known of bytes that are no model', () => {
    const whole = fileOf({ graph: { name: 'g', initializer: [tensor('w.bin')] } });
    for (let length = 0; length < whole.length; length++)
      expect(externalLocations(whole.subarray(0, length))).toBeNull();
    expect(externalLocations(new TextEncoder().encode('{"model_type": "bert"}'))).toBeNull();
  });
});
