import { describe, expect, it } from 'vitest';
import { findWeights } from './find-weights.ts';
import type { ExternalDataParts } from './weight-files.ts';
import { dtypeOfName, isFileNamed, usualDtypes } from './weight-names.ts';

const describing = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];

/** Files of 10 bytes each. */
const listed = (paths: readonly string[]) => [...describing, ...paths].map((path) => ({ path, bytes: 10 }));

const found = (paths: readonly string[], declared: ExternalDataParts = null) =>
  findWeights(listed(paths), declared).weights.map(({ dtype, file, files }) =>
    [file ?? dtype, ...files.map(({ path }) => path)].join(' '),
  );

describe('the weights that exporters write', () => {
  it.each<[string, string[], string[]]>([
    ['optimum-cli export onnx', ['model.onnx', 'ort_config.json'], ['fp32 model.onnx']],
    [
      'optimum-cli export onnx, above 2 GB',
      ['model.onnx', 'model.onnx_data'],
      ['fp32 model.onnx model.onnx_data'],
    ],
    [
      'optimum-cli onnxruntime quantize',
      ['model.onnx', 'model_quantized.onnx'],
      ['fp32 model.onnx', 'q8 model_quantized.onnx'],
    ],
    [
      'optimum-cli onnxruntime optimize',
      ['model_optimized.onnx'],
      ['model_optimized.onnx model_optimized.onnx'],
    ],
    [
      'sentence-transformers’ export functions',
      [
        'onnx/model.onnx',
        'onnx/model_O1.onnx',
        'onnx/model_O4.onnx',
        'onnx/model_qint8_arm64.onnx',
        'onnx/model_qint8_avx512_vnni.onnx',
        'onnx/model_quint8_avx2.onnx',
        'openvino/openvino_model.xml',
        'openvino/openvino_model.bin',
        'model.safetensors',
      ],
      [
        'fp32 onnx/model.onnx',
        'model_O1.onnx onnx/model_O1.onnx',
        'model_O4.onnx onnx/model_O4.onnx',
        'model_qint8_arm64.onnx onnx/model_qint8_arm64.onnx',
        'model_qint8_avx512_vnni.onnx onnx/model_qint8_avx512_vnni.onnx',
        'model_quint8_avx2.onnx onnx/model_quint8_avx2.onnx',
      ],
    ],
    [
      'onnx-community',
      [
        'onnx/model_bnb4.onnx',
        'onnx/model_fp16.onnx',
        'onnx/model_int8.onnx',
        'onnx/model_q4.onnx',
        'onnx/model_q4f16.onnx',
        'onnx/model_quantized.onnx',
        'onnx/model_uint8.onnx',
        'onnx/model.onnx',
        'onnx/model.onnx_data',
        'onnx/model.onnx_data_1',
      ],
      [
        'fp32 onnx/model.onnx onnx/model.onnx_data onnx/model.onnx_data_1',
        'fp16 onnx/model_fp16.onnx',
        'q8 onnx/model_quantized.onnx',
        'q4 onnx/model_q4.onnx',
        'q4f16 onnx/model_q4f16.onnx',
        'model_int8.onnx onnx/model_int8.onnx',
        'model_uint8.onnx onnx/model_uint8.onnx',
        'model_bnb4.onnx onnx/model_bnb4.onnx',
      ],
    ],
    ['torch.onnx with dynamo', ['model.onnx', 'model.onnx.data'], ['fp32 model.onnx model.onnx.data']],
    ['a name of one’s own', ['onnx/reranker.onnx'], ['reranker.onnx onnx/reranker.onnx']],
    ['a copy at the root', ['model.onnx', 'onnx/model_fp16.onnx'], ['fp16 onnx/model_fp16.onnx']],
    ['other folders', ['onnx/old/model.onnx', 'fp16/model.onnx'], []],
  ])('of %s', (_, paths, weights) => {
    expect(found(paths)).toEqual(weights);
  });

  it('have the size of all their files', () => {
    const files = [...listed(['model.onnx', 'model.onnx_data']), { path: 'model_fp16.onnx', bytes: null }];
    expect(findWeights(files, null).weights.map(({ bytes }) => bytes)).toEqual([20, null]);
  });

  it('are those whose files are all there, external data included', () => {
    const files = [
      { path: 'onnx/model.onnx', bytes: 10 },
      { path: 'onnx/model.onnx_data', bytes: 200 },
      { path: 'onnx/model.onnx_data_1', bytes: 3000 },
      { path: 'onnx/model_fp16.onnx', bytes: null },
      { path: 'onnx/model_int8.onnx', bytes: 5 },
      { path: 'model_q4.onnx', bytes: 7 },
    ];
    const int8 = { dtype: 'q8', file: 'model_int8.onnx', files: [files[4]], bytes: 5 };
    const fp16 = { dtype: 'fp16', files: [files[3]], bytes: null };
    expect(findWeights(files, { 'model.onnx': 2 }).weights).toEqual([
      { dtype: 'fp32', files: files.slice(0, 3), bytes: 3210 },
      fp16,
      int8,
    ]);
    expect(findWeights(files, { 'model.onnx': 3 }).weights).toEqual([fp16, int8]);
  });

  it('are not whole without a part that the configuration declares, or that a later one shows', () => {
    const one = listed(['onnx/model.onnx', 'onnx/model.onnx_data']);
    expect(findWeights(one, { 'model.onnx': 2 })).toEqual({
      weights: [],
      missing: ['onnx/model.onnx_data_1'],
    });
    const gap = listed(['onnx/model.onnx', 'onnx/model.onnx_data_1']);
    expect(findWeights(gap, null)).toEqual({ weights: [], missing: ['onnx/model.onnx_data'] });
  });

  it('need no external data by another’s declaration', () => {
    expect(found(['onnx/model_int8.onnx'], 1)).toEqual(['model_int8.onnx onnx/model_int8.onnx']);
    expect(found(['onnx/model_fp16.onnx'], 1)).toEqual([]);
  });

  it('are not whole without their graph, or where a file is empty', () => {
    expect(findWeights(listed(['onnx/model_fp16.onnx_data']), null)).toEqual({
      weights: [],
      missing: ['onnx/model_fp16.onnx'],
    });
    const empty = [...listed(['onnx/model.onnx']), { path: 'onnx/model.onnx_data', bytes: 0 }];
    expect(findWeights(empty, { 'model.onnx': 1 }).missing).toEqual(['onnx/model.onnx_data']);
  });

  it('have the external data that the graph itself names, whatever names and configuration say', () => {
    const files = listed(['onnx/model_fp16.onnx', 'onnx/model.onnx_data', 'onnx/model.onnx', 'onnx/w.bin']);
    const locations = new Map([
      ['onnx/model_fp16.onnx', ['model.onnx_data']],
      ['onnx/model.onnx', ['w.bin', 'gone.bin']],
    ]);
    const { weights, missing } = findWeights(files, 1, locations);
    expect(weights.map((one) => one.files.map(({ path }) => path))).toEqual([
      ['onnx/model_fp16.onnx', 'onnx/model.onnx_data'],
    ]);
    expect(missing).toEqual(['onnx/gone.bin']);
    expect(findWeights(files, 1, new Map([['onnx/model.onnx', []]])).weights[0]?.bytes).toBe(10);
  });
});

describe('a graph’s name', () => {
  it.each([
    ['model.onnx', 'fp32'],
    ['model_O3.onnx', 'fp32'],
    ['model_O4.onnx', 'fp16'],
    ['model.fp16.onnx', 'fp16'],
    ['model_quantized.onnx', 'q8'],
    ['model_uint8.onnx', 'q8'],
    ['model_quint8_avx2.onnx', 'q8'],
    ['model_bnb4.onnx', 'q4'],
    ['model_int4.onnx', 'q4'],
    ['model_q4f16.onnx', 'q4f16'],
  ] as const)('tells the dtype: %s', (name, dtype) => {
    expect(dtypeOfName(name)).toBe(dtype);
  });

  it('is given with or without its ending or its folder', () => {
    for (const asked of ['model_int8.onnx', 'model_int8', 'onnx/model_int8.onnx'])
      expect(isFileNamed(asked, 'onnx/model_int8.onnx')).toBe(true);
    expect(isFileNamed('int8', 'onnx/model_int8.onnx')).toBe(false);
  });
});

describe('what auto chooses from', () => {
  it('is the dtypes’ own files, and what resembles them where there is none', () => {
    const dtypesOf = (paths: string[]) => usualDtypes(findWeights(listed(paths), null).weights);
    expect(dtypesOf(['onnx/model.onnx', 'onnx/model_int8.onnx'])).toEqual(['fp32']);
    expect(dtypesOf(['onnx/model_O3.onnx', 'onnx/model_int8.onnx'])).toEqual(['fp32', 'q8']);
  });
});
