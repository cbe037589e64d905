import { fusedOperators } from '../../core/onnx/fused-operators.ts';

/** What makes sessions, such as ONNX Runtime's `InferenceSession`. */
export interface SessionMaker {
  create: (...all: never[]) => Promise<unknown>;
}

/**
 * Reads the graph of the next session that is made, once, before the runtime takes the file.
 *
 * @returns the graph's fused operators; none until then, and where the runtime was not given the file's bytes
 */
export function watchGraph(maker: SessionMaker): { readonly fusedOperators: () => readonly string[] } {
  let found: readonly string[] = [];
  const create = maker.create as (...all: unknown[]) => Promise<unknown>;
  maker.create = (...all: unknown[]) => {
    maker.create = create as SessionMaker['create'];
    const [file] = all;
    if (file instanceof Uint8Array) found = fusedOperators(file);
    else if (file instanceof ArrayBuffer) found = fusedOperators(new Uint8Array(file));
    return create.apply(maker, all);
  };
  return { fusedOperators: () => found };
}
