import { onnx } from '../src/core/onnx/graph-builder.ts';
import { type DataType, dataTypeCode } from '../src/core/onnx/tensor.ts';
import { twinModel } from '../src/core/onnx/twin/twin-model.ts';
import { type Twin, type TwinDtype, type TwinGraph, twinDtypes, twins } from '../src/core/rerank/twins.ts';

const command = 'npx tsx scripts/make-twin-tables.ts';
const layerPrefix = 'encoder.layer.0';

const typeNames = new Map(
  (['float32', 'float16', 'int8', 'uint8', 'int32', 'int64'] as const satisfies readonly DataType[]).map(
    (type) => [dataTypeCode(type), type],
  ),
);

/** A node of a graph as the document lists it. */
interface ListedNode {
  readonly name: string;
  readonly operator: string;
  /** The tensors that the file holds for it, as in `float32 [1024, 1024]`. */
  readonly stored: readonly string[];
}

function nodesOf(
  { architecture, shape }: Twin,
  dtype: TwinDtype,
  graph: TwinGraph = 'exported',
  layers = 1,
): ListedNode[] {
  const cut = { ...shape, num_hidden_layers: layers };
  const { header } = twinModel({ architecture, shape: cut, dtype, graph });
  const { node = [], initializer = [] } = onnx.ModelProto.decode(header).graph ?? {};
  const stored = new Map(
    (initializer ?? []).map(({ name, dims, dataType }) => [
      name ?? '',
      `${typeNames.get(dataType ?? 0)} [${(dims ?? []).map(Number).join(', ')}]`,
    ]),
  );
  return (node ?? []).map(({ name, opType, input }) => ({
    name: name ?? '',
    operator: opType ?? '',
    stored: (input ?? []).flatMap((one) => stored.get(one) ?? []),
  }));
}

const isOfLayer = ({ name }: Pick<ListedNode, 'name'>) => name.startsWith(layerPrefix);

const table = (nodes: readonly ListedNode[]): string =>
  [
    '| operator | node | tensors in the file |',
    '| --- | --- | --- |',
    ...nodes.map(({ name, operator, stored }) => {
      const short = isOfLayer({ name }) ? name.slice(layerPrefix.length + 1) : name;
      return `| ${operator} | \`${short}\` | ${stored.join(', ') || '–'} |`;
    }),
  ].join('\n');

const twinCalled = (name: string): Twin => {
  const twin = twins.find((one) => one.name === name);
  if (twin === undefined) throw new Error(`There is no twin ${name}.`);
  return twin;
};

/** The tables of docs/twins.md as the builder now writes the graphs, by the names of their marks. */
export function twinTables(): ReadonlyMap<string, string> {
  const large = twinCalled('bge-reranker-v2-m3');
  const modern = 'gte-reranker-modernbert-base';
  const around = ['bge-reranker-v2-m3', 'ms-marco-MiniLM-L-6-v2', modern].map((name): [string, string] => [
    `around ${name}`,
    table(nodesOf(twinCalled(name), 'fp32').filter((node) => !isOfLayer(node))),
  ]);
  const layers = twinDtypes.map((dtype): [string, string] => [
    `layer ${dtype}`,
    table(nodesOf(large, dtype).filter(isOfLayer)),
  ]);
  const fused = table(nodesOf(large, 'fp32', 'fused').filter(isOfLayer));
  // The first layer has one normalisation less than the others, so the second is shown.
  const second = nodesOf(twinCalled(modern), 'fp32', 'exported', 2)
    .filter(({ name }) => name.startsWith('encoder.layer.1.') || name.startsWith('encoder.layer.1/'))
    .map((node) => ({ ...node, name: node.name.replace(/^encoder\.layer\.1/, layerPrefix) }));
  return new Map([...around, ...layers, ['fused layer fp32', fused], [`layer ${modern}`, table(second)]]);
}

/**
 * The document with up-to-date tables between their marks.
 *
 * @throws Error if a mark is missing
 */
export function withTwinTables(text: string): string {
  let updated = text;
  for (const [name, content] of twinTables()) {
    const [start, end] = [`<!-- twin ${name}: ${command} -->`, `<!-- /twin ${name} -->`];
    const [from, to] = [updated.indexOf(start), updated.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`There is no ${start} … ${end} in the text.`);
    updated = `${updated.slice(0, from + start.length)}\n${content}\n${updated.slice(to)}`;
  }
  return updated;
}
