import type { PreTrainedModel } from '@huggingface/transformers';
import { InferenceSession } from 'onnxruntime-web';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type BertShape, bertModel } from '../../core/onnx/bert/bert-model.ts';
import { onnx } from '../../core/onnx/graph-builder.ts';
import { elementCount, type Shape } from '../../core/onnx/tensor.ts';
import { float32Format } from '../../core/onnx/weight-format.ts';
import { type PaddedBatch, padBatch } from '../../core/rerank/batching.ts';
import { probabilityOf } from '../../core/rerank/score-request.ts';
import { deviceOptions } from './device-options.ts';
import { OpenedGraph } from './opened-graph.ts';
import { takeGraph } from './session-graph.ts';

vi.mock('@huggingface/transformers', async () => ({ Tensor: (await import('onnxruntime-web')).Tensor }));

const shape: BertShape = {
  vocab_size: 40,
  hidden_size: 16,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  intermediate_size: 32,
  max_position_embeddings: 24,
  type_vocab_size: 2,
};

/** Values spread like noise, the same in every run. */
function weights(name: string, size: Shape): Float32Array {
  const start = [...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 10_007;
  return Float32Array.from({ length: elementCount(size) }, (_, place) => Math.sin((start + place) ** 1.5));
}

type Model = ReturnType<typeof onnx.ModelProto.decode>;
type AnyGraph = NonNullable<Model['graph']>;
type Graph = { [Part in 'node' | 'input' | 'output' | 'initializer']: NonNullable<AnyGraph[Part]> };
type Node = Graph['node'][number];

/** The model with changes that exporters make. */
function changed(labels: number, change: (graph: Graph) => void): Uint8Array {
  const model = onnx.ModelProto.decode(bertModel({ shape, labels, format: float32Format, weights }));
  change(model.graph as Graph);
  return onnx.ModelProto.encode(model).finish();
}

const valueNamed = (graph: Graph, name: string) =>
  [...graph.input, ...graph.output].find((value) => value.name === name);
/** Lets another node compute the output `logits`, from what computed it before. */
function ended(graph: Graph, node: Node): void {
  for (const one of graph.node)
    one.output = one.output?.map((name) => (name === 'logits' ? 'raw' : name)) ?? [];
  graph.node.push({ ...node, input: ['raw', ...(node.input ?? [])], output: ['logits'] });
}
const fix = (graph: Graph, axis: number, size: number) => {
  for (const { type } of graph.input) {
    const dim = type?.tensorType?.shape?.dim;
    if (dim) dim[axis] = { dimValue: size };
  }
};
const rename = (graph: Graph, from: string, to: string) => {
  for (const node of graph.node) {
    node.output = node.output?.map((name) => (name === from ? to : name)) ?? [];
    node.input = node.input?.map((name) => (name === from ? to : name)) ?? [];
  }
  const value = valueNamed(graph, from);
  if (value) value.name = to;
};
/** Makes an input one of another type, and casts it back. */
const retype = (graph: Graph, name: string, elemType: number) => {
  for (const node of graph.node)
    node.input = node.input?.map((one) => (one === name ? `${name}.64` : one)) ?? [];
  graph.node.unshift({
    opType: 'Cast',
    input: [name],
    output: [`${name}.64`],
    attribute: [{ name: 'to', type: 2, i: 7 }],
  });
  const tensorType = valueNamed(graph, name)?.type?.tensorType;
  if (tensorType) tensorType.elemType = elemType;
};

const encoded = (ids: readonly number[]) => ({
  ids,
  typeRuns: [{ type: 1, start: 3, end: ids.length }],
  cutTokens: 0,
});
const rows = [
  [1, 5, 6, 2, 7, 8, 9, 2],
  [1, 5, 6, 2, 30, 2],
  [1, 9, 8, 2, 12, 13, 14, 15, 16, 17, 2],
  [1, 5, 6, 2, 31, 2],
];
const batches = (pairs: readonly (readonly number[])[]): PaddedBatch =>
  padBatch(pairs.map(encoded), { paddingId: 0 }, { maxLength: 24, paddingMultiple: 1 });

interface Opened {
  readonly scores: readonly number[];
  readonly graph: OpenedGraph;
  readonly outputs: readonly string[];
}

/** Scores the rows as the engine does, in one padded batch; transformers.js is stood in for. */
async function score(file: Uint8Array, labels: readonly string[] = ['LABEL_0'], first = 0): Promise<Opened> {
  const graph = new OpenedGraph(labels);
  const maker = { create: InferenceSession.create.bind(InferenceSession) as never };
  takeGraph(maker, graph.take);
  const session: InferenceSession = await (maker.create as (file: Uint8Array) => Promise<never>)(file);
  const answered = new Set<string>();
  const model = {
    sessions: { model: session },
    forward: async (inputs: Record<string, never>) => {
      const fed = Object.fromEntries(session.inputNames.map((name) => [name, inputs[name] as never]));
      const answer = await session.run(fed);
      for (const name of Object.keys(answer)) answered.add(name);
      return answer;
    },
  } as unknown as PreTrainedModel;
  graph.readScoresAlone(model);
  const forward = deviceOptions.wasm.forward(model, null as never, graph.terms({ paddingId: 0 }, first));
  const scores = Array.from(await forward(batches(rows)));
  return { scores, graph, outputs: [...answered] };
}

let plain: readonly number[] = [];
beforeAll(async () => {
  ({ scores: plain } = await score(changed(1, () => {})));
}, 60_000);

const near = (scores: readonly number[], expected: readonly number[], tolerance = 1e-5) => {
  expect(scores).toHaveLength(expected.length);
  for (const [row, value] of scores.entries()) {
    expect(Math.abs(value - (expected[row] ?? Number.NaN)), `row ${row}`).toBeLessThan(tolerance);
  }
};

it('a graph of the usual kind has nothing to tell', async () => {
  const { graph } = await score(changed(1, () => {}));
  expect(graph.note).toBeNull();
  expect(new Set(plain.map((value) => value.toFixed(4))).size).toBe(rows.length);
});

describe('the scores are the same', () => {
  it('from an output of another name', async () => {
    near((await score(changed(1, (graph) => rename(graph, 'logits', 'scores')))).scores, plain);
  });

  it('where the graph ends in a sigmoid, which is taken off', async () => {
    const { scores, graph } = await score(changed(1, (model) => ended(model, { opType: 'Sigmoid' })));
    near(scores, plain);
    expect(graph.note).toEqual({ takenOff: 'Sigmoid' });
  });

  it('beside other outputs, which are not read', async () => {
    const { scores, outputs } = await score(
      changed(1, (graph) => {
        graph.output.unshift({ ...valueNamed(graph, 'input_ids'), name: 'states' });
        graph.node.push({ opType: 'Identity', input: ['input_ids'], output: ['states'] });
      }),
    );
    near(scores, plain);
    expect(outputs).toEqual(['logits']);
  });

  it('where ids are int32, and the mask a float or a truth', async () => {
    const mixed = changed(1, (graph) => {
      retype(graph, 'input_ids', 6);
      retype(graph, 'token_type_ids', 6);
      retype(graph, 'attention_mask', 1);
    });
    near((await score(mixed)).scores, plain);
    near((await score(changed(1, (graph) => retype(graph, 'attention_mask', 9)))).scores, plain);
  });

  it('where the graph asks for positions', async () => {
    const asking = changed(1, (graph) => {
      graph.node = graph.node.filter(({ name }) => !name?.startsWith('positions'));
      for (const node of graph.node) {
        node.input = node.input?.map((name) => (name === 'positions' ? 'position_ids' : name)) ?? [];
      }
      graph.input.push({ ...valueNamed(graph, 'input_ids'), name: 'position_ids' });
    });
    near((await score(asking)).scores, plain);
    // RoBERTa's begin after the padding id.
    const { scores } = await score(asking, ['LABEL_0'], 2);
    expect(Math.abs((scores[0] ?? 0) - (plain[0] ?? 0))).toBeGreaterThan(1e-3);
  });

  it.each([1, 3, 4, 7])('where a pass takes %i pairs alone', async (pairs) => {
    const { scores, graph } = await score(changed(1, (model) => fix(model, 0, pairs)));
    near(scores, plain);
    expect(graph.note).toEqual({ fixedPairs: pairs });
  });

  it('where every pair has 24 tokens', async () => {
    const { scores, graph } = await score(changed(1, (model) => fix(model, 1, 24)));
    near(scores, plain);
    expect(graph.note).toEqual({ fixedLength: 24 });
    near((await score(changed(1, (model) => [fix(model, 0, 1), fix(model, 1, 24)]))).scores, plain);
  });

  it('where the graph takes no mask, and so no padding', async () => {
    const maskless = changed(1, (graph) => {
      graph.input = graph.input.filter(({ name }) => name !== 'attention_mask');
      graph.node.unshift({ opType: 'Mul', input: ['input_ids', 'no'], output: ['nothing'] });
      graph.node.splice(1, 0, { opType: 'Add', input: ['nothing', 'yes'], output: ['attention_mask'] });
      const number = (name: string, value: number) => ({
        name,
        dims: [],
        dataType: 7,
        rawData: new Uint8Array(BigInt64Array.of(BigInt(value)).buffer),
      });
      graph.initializer.push(number('no', 0), number('yes', 1));
    });
    const { scores, graph } = await score(maskless);
    near(scores, plain);
    expect(graph.note).toEqual({ takesMask: false });
  });
});

describe('two labels', () => {
  const two = (end: (graph: Graph) => void = () => {}) => changed(2, end);

  it('make the difference of their logits, by the names in the configuration', async () => {
    const yes = await score(two(), ['no', 'yes']);
    const no = await score(two(), ['relevant', 'irrelevant']);
    expect(yes.scores).not.toEqual(no.scores);
    near(
      no.scores,
      yes.scores.map((value) => -value),
    );
    expect(yes.graph.note).toEqual({ relevantLabel: 'yes' });
    expect(no.graph.note).toEqual({ relevantLabel: 'relevant' });
    near((await score(two(), [])).scores, yes.scores);
  });

  it('make the log-odds where the graph ends in a softmax', async () => {
    const attribute = [{ name: 'axis', type: 2, i: 1 }];
    const { scores } = await score(two(), ['no', 'yes']);
    const soft = await score(
      two((graph) => ended(graph, { opType: 'Softmax', attribute })),
      ['no', 'yes'],
    );
    near(soft.scores, scores);
    expect(soft.graph.note).toEqual({ relevantLabel: 'yes', takenOff: 'Softmax' });
    // As the softmax itself answers.
    const session = await InferenceSession.create(
      two((graph) => ended(graph, { opType: 'Softmax', attribute })),
    );
    const [row = []] = rows;
    const { inputIds, attentionMask, tokenTypeIds } = batches([row]);
    const { Tensor } = await import('onnxruntime-web');
    const tensor = (values: BigInt64Array) => new Tensor('int64', values, [1, row.length]);
    const { logits } = await session.run({
      input_ids: tensor(inputIds),
      attention_mask: tensor(attentionMask),
      token_type_ids: tensor(tokenTypeIds),
    });
    expect(probabilityOf(soft.scores[0] ?? 0)).toBeCloseTo(Number(logits?.data[1]), 5);
  });
});

it('three labels are refused by their names before the runtime sees the file', async () => {
  await expect(
    score(
      changed(3, () => {}),
      ['contradiction', 'entailment', 'neutral'],
    ),
  ).rejects.toMatchObject({
    code: 'not-a-reranker',
    message: '3 labels: contradiction, entailment, neutral',
  });
});
