import type { InferenceSession, Tensor } from 'onnxruntime-web';
import type { Clock } from '../../src/core/rerank/clock.ts';
import type { RuntimeBuild } from '../../src/core/rerank/devices.ts';

/** The builds that the engine's transformers.js runs on. The bundler keeps a single copy of each. */
const modules: Readonly<Record<RuntimeBuild, () => Promise<typeof import('onnxruntime-web')>>> = {
  jspi: () => import('onnxruntime-web/jspi'),
  asyncify: () => import('onnxruntime-web/webgpu'),
  plain: () => import('onnxruntime-web/wasm'),
};

/** ONNX Runtime as the engine uses it, with the session that the engine made. */
export interface CaughtSession {
  readonly Tensor: typeof Tensor;
  readonly inputNames: () => readonly string[];
  /** The session's own `run`, which is not timed. */
  readonly run: InferenceSession['run'];
  /** Ms that others spent in the session's `run` since the last call of this. */
  readonly takeRunMs: () => number;
}

/**
 * Gets hold of the session behind the engine's model, so that a bare loop can run on the same session. Call
 * it once, after the runtime is installed and before transformers.js is imported. If several sessions are
 * made, the last counts: the first only starts the runtime.
 */
export async function catchSession(build: RuntimeBuild, clock: Clock): Promise<CaughtSession> {
  const runtime = await modules[build]();
  let made: { readonly session: InferenceSession; readonly run: InferenceSession['run'] } | null = null;
  let runMs = 0;

  type AnyArguments<F> = F extends (...all: never[]) => infer R ? (...all: unknown[]) => R : never;
  const create = runtime.InferenceSession.create.bind(runtime.InferenceSession) as AnyArguments<
    typeof runtime.InferenceSession.create
  >;
  Object.assign(runtime.InferenceSession, {
    create: async (...all: unknown[]) => {
      const session = await create(...all);
      const run = session.run.bind(session) as InferenceSession['run'];
      const timed = async (...given: Parameters<typeof run>) => {
        const start = clock.now();
        const outputs = await run(...given);
        runMs += clock.now() - start;
        return outputs;
      };
      Object.assign(session, { run: timed });
      made = { session, run };
      return session;
    },
  });

  const caught = () => {
    if (made === null) throw new Error('No session was made.');
    return made;
  };
  return {
    Tensor: runtime.Tensor,
    inputNames: () => caught().session.inputNames,
    run: ((...given: Parameters<InferenceSession['run']>) =>
      caught().run(...given)) as InferenceSession['run'],
    takeRunMs: () => {
      const taken = runMs;
      runMs = 0;
      return taken;
    },
  };
}
