import { describe, expect, it } from 'vitest';
import { bertModel } from './bert/bert-model.ts';
import { embeddingTables } from './embedding-tables.ts';
import { onnx } from './graph-builder.ts';
import { elementCount, type Shape } from './tensor.ts';
import { externalFloat32Format, float16Format, float32Format, quantizedFormat } from './weight-format.ts';
import { xlmRobertaModel } from './xlm-roberta/xlm-roberta-model.ts';

const small = { hidden_size: 16, num_hidden_layers: 1, num_attention_heads: 2, intermediate_size: 32 };
const weights = (_: string, size: Shape) => new Float32Array(elementCount(size)).fill(0.5);

/** A graph of nodes over stored tensors, as an exporter writes them. */
const graphOf = (node: object[], initializer: object[]) =>
  embeddingTables(onnx.ModelProto.encode({ graph: { name: 'g', node, initializer } as never }).finish());
const table = (name: string, rows: number) => ({ name, dims: [rows, 4], dataType: 1 });
const number = (name: string, value: number) => ({
  ...{ name, dims: [], dataType: 7 },
  rawData: new Uint8Array(new BigInt64Array([BigInt(value)]).buffer),
});

describe('the tables that a graph looks tokens up in', () => {
  it.each([
    ['fp32', float32Format],
    ['fp16', float16Format],
    ['q8', quantizedFormat],
    ['external fp32', externalFloat32Format('model.onnx_data')],
  ])('are found in the models that this project writes: %s', (_, format) => {
    const bert = { ...small, vocab_size: 50, max_position_embeddings: 40, type_vocab_size: 2 };
    expect(embeddingTables(bertModel({ shape: bert, labels: 1, format, weights }))).toEqual({
      ids: 50,
      types: 2,
      positions: { rows: 40, first: null },
    });
    const xlmRoberta = { ...small, vocab_size: 60, max_position_embeddings: 34 };
    const head = { kind: 'classifier', labels: 1 } as const;
    expect(embeddingTables(xlmRobertaModel({ shape: xlmRoberta, head, format, weights }))).toEqual({
      ids: 60,
      types: null,
      positions: { rows: 34, first: 2 },
    });
  });

  it('are found as PyTorch exports RoBERTa, with the padding id in a constant', () => {
    const name = 'roberta.embeddings.position_embeddings.weight';
    const positions = [
      { opType: 'CumSum', input: ['mask', 'axis'], output: ['counted'] },
      { opType: 'Mul', input: ['counted', 'mask'], output: ['kept'] },
      { opType: 'Cast', input: ['kept'], output: ['whole'] },
      {
        ...{ opType: 'Constant', output: ['start'] },
        attribute: [{ name: 'value', type: 4, t: number('', 3) }],
      },
      { opType: 'Add', input: ['whole', 'start'], output: ['places'] },
      { opType: 'Gather', input: [name, 'places'], output: ['x'] },
    ];
    expect(graphOf(positions, [table(name, 514)]).positions).toEqual({ rows: 514, first: 4 });
  });

  it('are found as BART adds 2 to a count from 0, and where operators are fused', () => {
    const bart = [
      { opType: 'Range', input: ['a', 'b', 'c'], output: ['counted'] },
      { opType: 'Add', input: ['counted', 'two'], output: ['places'] },
      { opType: 'Gather', input: ['model.encoder.embed_positions.weight', 'places'], output: ['x'] },
    ];
    const stored = [table('model.encoder.embed_positions.weight', 1026), number('two', 2)];
    expect(graphOf(bart, stored).positions).toEqual({ rows: 1026, first: 2 });
    const input = ['input_ids', 'token_type_ids', 'word', 'place', 'type'];
    const fused = [{ opType: 'EmbedLayerNormalization', input, output: ['x'] }];
    expect(graphOf(fused, [table('word', 9), table('place', 8), table('type', 2)])).toEqual({
      ids: 9,
      types: 2,
      positions: { rows: 8, first: null },
    });
  });

  it.each([
    ['token_type_ids', 'types'],
    ['segment_ids', 'types'],
    ['input_ids', 'ids'],
  ])('are found by the input that they are indexed with: %s', (input, role) => {
    const lookUp = [{ opType: 'Gather', input: ['rows', input], output: ['x'] }];
    expect(graphOf(lookUp, [table('rows', 3)])).toMatchObject({ [role]: 3 });
  });

  it('are found where positions come in, whatever the table is called', () => {
    const lookUp = [{ opType: 'Gather', input: ['onnx::Gather_7', 'position_ids'], output: ['x'] }];
    const found = graphOf(lookUp, [table('onnx::Gather_7', 512)]);
    expect(found.positions).toEqual({ rows: 512, first: null });
  });

  it('are not taken for such where distances are looked up, or nothing is', () => {
    const name = 'encoder.relative_attention_bias.weight';
    const distances = [{ opType: 'Gather', input: [name, 'buckets'], output: ['x'] }];
    const nothing = { ids: null, types: null, positions: null };
    expect(graphOf(distances, [table(name, 32)])).toEqual(nothing);
    expect(embeddingTables(new Uint8Array(9).fill(255))).toEqual(nothing);
  });
});
