import type { PreTrainedModel } from '@huggingface/transformers';
import { relevantLabel } from '../../core/model-files/relevant-label.ts';
import { editGraph } from '../../core/onnx/edit-graph.ts';
import { appendHead, type EncoderHead } from '../../core/onnx/encoder-head.ts';
import { fusedOperators } from '../../core/onnx/fused-operators.ts';
import { type GraphFacts, graphFacts } from '../../core/onnx/graph-facts.ts';
import { Failure } from '../../core/rerank/failure.ts';
import type { GraphShape } from '../../core/rerank/graph-shape.ts';
import type { RowPadding } from '../../core/rerank/pair-encoding.ts';
import type { LoadedModel } from '../protocol/messages.ts';
import { type GraphTerms, usualTerms } from './graph-pass.ts';
import { answersScores, type GraphUse, useOfGraph } from './graph-use.ts';
import type { GraphTaker } from './session-graph.ts';

/**
 * A model's graph, from its file to the passes. Where the runtime is not given the file's bytes, it counts as
 * one of the usual kind.
 */
export class OpenedGraph {
  readonly #labels: readonly string[];
  readonly #head: EncoderHead | null;
  #isAppended = false;
  #use: GraphUse | null = null;
  /** Operators that stand for several, each once. */
  fusedOperators: readonly string[] = [];

  /**
   * @param labels names of the labels that the model's configuration has, by place
   * @param head what lies beside the encoder, for a graph that ends without one
   */
  constructor(labels: readonly string[], head: EncoderHead | null = null) {
    this.#labels = labels;
    this.#head = head;
  }

  /**
   * Finds out how the graph is used, appends the head that it lacks, and takes the sigmoid or softmax off its
   * end.
   *
   * @throws Failure `not-a-reranker`, `unsupported-model`
   */
  readonly take: GraphTaker = (graph, file) => {
    if (this.#head !== null && !answersScores(graph)) {
      const whole = withHead(graph, file, this.#head);
      this.#isAppended = true;
      return this.#takeWhole(graphFacts(whole) ?? graph, whole);
    }
    return this.#takeWhole(graph, file);
  };

  readonly #takeWhole: GraphTaker = (graph, file) => {
    this.fusedOperators = fusedOperators(graph.operators);
    const use = useOfGraph(graph, { labels: this.#labels });
    this.#use = use;
    return use.ending === null ? file : editGraph(file, { passedThrough: [use.ending.node] });
  };

  get shape(): GraphShape {
    return this.#use?.shape ?? {};
  }

  terms({ paddingId }: RowPadding, firstPosition: number): GraphTerms {
    const use = this.#use ?? usualTerms;
    return { ...use, paddingId, firstPosition, relevantLabel: relevantLabel(this.#labels) };
  }

  /** Lets the session answer the output with the scores and no other, which might be large. */
  readScoresAlone(model: PreTrainedModel): void {
    const use = this.#use;
    const session = model.sessions?.model;
    if (use === null || session === undefined || session.outputNames.length < 2) return;
    const run = session.run.bind(session);
    session.run = (feeds: unknown) => run(feeds, [use.output]);
  }

  /** How the graph is used, where that is not as usual; else `null`. */
  get note(): NonNullable<LoadedModel['graphUse']> | null {
    const use = this.#use;
    if (use === null) return null;
    const note = {
      ...use.shape,
      ...(this.#isAppended && { hasHeadBeside: true as const }),
      ...(use.values === 2 && { relevantLabel: this.#labels[relevantLabel(this.#labels)] ?? '1' }),
      ...(use.ending !== null && { takenOff: use.ending.operator }),
    };
    return Object.keys(note).length === 0 ? null : note;
  }
}

/** @throws Failure `not-a-reranker` where the head does not fit the graph */
function withHead(graph: GraphFacts, file: Uint8Array, head: EncoderHead): Uint8Array {
  try {
    return appendHead(file, graph, head);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Failure('not-a-reranker', error.message, 'The head beside the encoder does not fit its graph.');
  }
}
