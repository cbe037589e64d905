import { type GraphFacts, graphFacts } from '../../core/onnx/graph-facts.ts';

/** What makes sessions, such as ONNX Runtime's `InferenceSession`. */
export interface SessionMaker {
  create: (...all: never[]) => Promise<unknown>;
}

/**
 * Lets the next session that is made, and no later one, be given other arguments.
 *
 * @param change the arguments to make it of; `file` has the bytes of its model file, if it is given them
 */
export function changeNextSession(
  maker: SessionMaker,
  change: (
    all: readonly unknown[],
    file: Uint8Array | null,
  ) => readonly unknown[] | Promise<readonly unknown[]>,
): void {
  const create = maker.create as (...all: unknown[]) => Promise<unknown>;
  maker.create = async (...all: unknown[]) => {
    maker.create = create as SessionMaker['create'];
    const [file] = all;
    const bytes = file instanceof ArrayBuffer ? new Uint8Array(file) : file;
    return create.apply(maker, [...(await change(all, bytes instanceof Uint8Array ? bytes : null))]);
  };
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
  changeNextSession(maker, (all, file) => {
    const graph = file && graphFacts(file);
    if (file === null || graph === null) return all;
    const taken = take(graph, file);
    return taken === file ? all : [taken, ...all.slice(1)];
  });
}
