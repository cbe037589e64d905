import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { classifyFailure, Failure } from '../../core/rerank/failure.ts';

/** What is used of a session. */
export type Session = Pick<InferenceSession, 'inputMetadata' | 'release' | 'run'>;

/** Tensors by name, as a session takes and gives them. */
type Tensors = Readonly<Record<string, Tensor>>;

/** A GPU buffer that an input stays in, as a tensor. */
export interface HeldInput {
  readonly tensor: Tensor;
  /** Copies the values of a tensor of the same type and shape into it. */
  write(values: Tensor): void;
  release(): void;
}

/** What captured passes need of the runtime. */
export interface CaptureTools {
  /** Makes a session that captures, with these sizes for the named axes of its inputs. */
  create(axes: Readonly<Record<string, number>>): Promise<Session>;
  hold(like: Tensor): Promise<HeldInput>;
}

interface CapturedShape {
  readonly session: Session;
  readonly inputs: Readonly<Record<string, HeldInput>>;
}

const limits = { shapes: 32, bytes: 2 * 1024 ** 3 } as const;

/**
 * How many shapes are kept at a time. Each has a session, and each session has the weights.
 *
 * @param bytes size of the weights
 */
export const shapesKept = (bytes: number): number =>
  Math.max(1, Math.min(limits.shapes, Math.floor(limits.bytes / Math.max(1, bytes))));

/**
 * Runs passes by graph capture: the runtime records the GPU commands of a shape's first pass, and later
 * passes submit them again. A session can record one shape, since it binds its inputs and outputs once. So
 * every shape has a session of its own, and the one that was used least recently is released to make room.
 */
export class CapturedPasses {
  readonly #inputs: InferenceSession['inputMetadata'];
  readonly #tools: CaptureTools;
  readonly #most: number;
  /** The one used last comes last. */
  readonly #shapes = new Map<string, CapturedShape>();
  readonly #released = new Set<string>();
  #capturedAgain = 0;

  /**
   * @param inputs what the model takes
   * @param most number of shapes that are kept at a time
   */
  constructor(inputs: InferenceSession['inputMetadata'], tools: CaptureTools, most: number) {
    this.#inputs = inputs;
    this.#tools = tools;
    this.#most = most;
  }

  /**
   * Finds out whether the runtime can capture the model.
   *
   * @throws Failure `not-capturable` with the runtime's own reason
   */
  async probe(): Promise<void> {
    const shape = [1, 8];
    try {
      await (await this.#tools.create(this.#axes(() => shape))).release();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (classifyFailure(message) !== 'unknown') throw error;
      throw new Failure('not-capturable', message);
    }
  }

  /**
   * One pass.
   *
   * @param feeds every input of the model, on the CPU
   * @returns the outputs, on the CPU
   * @throws Failure `too-many-shapes` where shapes displace each other, so that passes would be captured
   * instead of repeated
   */
  async run(feeds: Tensors, outputs?: readonly string[]): Promise<Tensors> {
    const { session, inputs } = await this.#shapeOf(feeds);
    for (const [name, input] of Object.entries(inputs)) input.write(this.#fed(feeds, name));
    const tensors = Object.fromEntries(Object.entries(inputs).map(([name, { tensor }]) => [name, tensor]));
    const answers = await (outputs === undefined ? session.run(tensors) : session.run(tensors, outputs));
    for (const answer of Object.values(answers)) await answer.getData(true);
    return answers;
  }

  async #shapeOf(feeds: Tensors): Promise<CapturedShape> {
    const key = this.#inputs.map(({ name }) => this.#fed(feeds, name).dims.join('×')).join(' ');
    const kept = this.#shapes.get(key);
    if (kept !== undefined) {
      this.#shapes.delete(key);
      this.#shapes.set(key, kept);
      return kept;
    }
    if (this.#released.has(key) && ++this.#capturedAgain > this.#most) {
      const found = new Set([...this.#released, ...this.#shapes.keys()]).size;
      throw new Failure('too-many-shapes', `${found} > ${this.#most}`);
    }
    for (const [oldest, shape] of this.#shapes) {
      if (this.#shapes.size < this.#most) break;
      await this.#release(oldest, shape);
    }
    const captured = await this.#capture(feeds);
    this.#shapes.set(key, captured);
    return captured;
  }

  async #capture(feeds: Tensors): Promise<CapturedShape> {
    const session = await this.#tools.create(this.#axes((name) => this.#fed(feeds, name).dims));
    const inputs: Record<string, HeldInput> = {};
    for (const { name } of this.#inputs) inputs[name] = await this.#tools.hold(this.#fed(feeds, name));
    return { session, inputs };
  }

  async #release(key: string, { session, inputs }: CapturedShape): Promise<void> {
    this.#shapes.delete(key);
    this.#released.add(key);
    await session.release();
    for (const input of Object.values(inputs)) input.release();
  }

  /** Sizes of the inputs' named axes. */
  #axes(dimsOf: (name: string) => readonly number[]): Record<string, number> {
    const axes: Record<string, number> = {};
    for (const input of this.#inputs) {
      if (!input.isTensor) continue;
      const dims = dimsOf(input.name);
      for (const [place, axis] of input.shape.entries()) {
        const size = dims[place];
        if (typeof axis === 'string' && size !== undefined) axes[axis] = size;
      }
    }
    return axes;
  }

  #fed(feeds: Tensors, name: string): Tensor {
    const tensor = feeds[name];
    if (tensor === undefined) throw new Failure('not-a-reranker', `The model asks for ${name}.`);
    return tensor;
  }
}
