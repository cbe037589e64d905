import { type GraphFacts, graphFacts } from '../../core/onnx/graph-facts.ts';

/** What makes sessions, such as ONNX Runtime's `InferenceSession`. */
export interface SessionMaker {
  create: (...all: never[]) => Promise<unknown>;
}

/**
 * What to do with the graph of a session that is about to be made.
 *
 * @returns the file to make the session of
 * @throws whatever the session is to fail with before the runtime sees the file
 */
export type GraphTaker = (graph: GraphFacts, file: Uint8Array) => Uint8Array;

/**
 * Hands on the graph of the next session that is made, once, before the runtime takes the file. It is not
 * called where the runtime is not given the file's bytes, or where they are no model.
 */
export function takeGraph(maker: SessionMaker, take: GraphTaker): void {
  const create = maker.create as (...all: unknown[]) => Promise<unknown>;
  maker.create = async (...all: unknown[]) => {
    maker.create = create as SessionMaker['create'];
    const [file, ...rest] = all;
    const bytes = file instanceof ArrayBuffer ? new Uint8Array(file) : file;
    const graph = bytes instanceof Uint8Array ? graphFacts(bytes) : null;
    if (graph === null) return create.apply(maker, all);
    const taken = take(graph, bytes as Uint8Array);
    return create.apply(maker, taken === bytes ? all : [taken, ...rest]);
  };
}
